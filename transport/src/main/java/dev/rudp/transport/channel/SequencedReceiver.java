package dev.rudp.transport.channel;

import dev.rudp.transport.ack.Sequence16;

/// Delivers a message unless a newer one was delivered before. Owner: the shard thread.
final class SequencedReceiver implements ReceivingChannel {
    private final ChannelSpec spec;
    private final MessagePacker packer;
    private int newest;
    private long dropped;

    SequencedReceiver(ChannelSpec spec, MessagePacker packer) {
        this.spec = spec;
        this.packer = packer;
        reset();
    }

    @Override
    public void reset() {
        newest = 0xFFFF;
        dropped = 0;
    }

    @Override
    public boolean isPossible(MessageFrame frame) {
        return ReceivingChannel.isPossibleWhole(spec, frame);
    }

    @Override
    public boolean accept(MessageFrame frame, byte[] bytes, MessageSink sink) {
        if (!Sequence16.isNewer(frame.sequence(), newest)) {
            dropped++;
            return true;
        }
        newest = frame.sequence();
        packer.deliver(spec, bytes, frame.offset(), frame.length(), frame.compressed(), sink);
        return true;
    }

    @Override
    public long touch() {
        return newest;
    }

    @Override
    public long dropped() {
        return dropped;
    }

    @Override
    public int heldBytes() {
        return 0;
    }
}
