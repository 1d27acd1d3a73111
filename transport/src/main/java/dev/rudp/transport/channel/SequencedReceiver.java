package dev.rudp.transport.channel;

import dev.rudp.transport.ack.Sequence16;

/// Delivers a message unless a newer one was delivered before. Owner: the shard thread.
final class SequencedReceiver implements ReceivingChannel {
    private final ChannelSpec spec;
    private int newest;
    private long dropped;

    SequencedReceiver(ChannelSpec spec) {
        this.spec = spec;
        reset();
    }

    @Override
    public void reset() {
        newest = 0xFFFF;
        dropped = 0;
    }

    @Override
    public boolean isPossible(MessageFrame frame) {
        return frame.flags() == 0 && frame.length() <= spec.maxMessageBytes();
    }

    @Override
    public boolean accept(MessageFrame frame, byte[] bytes, MessageSink sink) {
        if (!Sequence16.isNewer(frame.sequence(), newest)) {
            dropped++;
            return true;
        }
        newest = frame.sequence();
        sink.onMessage(spec.id(), bytes, frame.offset(), frame.length());
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
