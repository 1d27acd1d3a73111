package dev.rudp.transport.channel;

/// Delivers a message unless it came before, or is so old that this is not known. Owner: the shard
/// thread.
final class UnreliableReceiver implements ReceivingChannel {
    private final ChannelSpec spec;
    private final MessagePacker packer;
    private final SequenceWindow window = new SequenceWindow();
    private long dropped;

    UnreliableReceiver(ChannelSpec spec, MessagePacker packer) {
        this.spec = spec;
        this.packer = packer;
    }

    @Override
    public void reset() {
        window.reset();
        dropped = 0;
    }

    @Override
    public boolean isPossible(MessageFrame frame) {
        return ReceivingChannel.isPossibleWhole(spec, frame);
    }

    @Override
    public boolean accept(MessageFrame frame, byte[] bytes, MessageSink sink) {
        if (window.add(frame.sequence())) {
            packer.deliver(spec, bytes, frame.offset(), frame.length(), frame.compressed(), sink);
        } else {
            dropped++;
        }
        return true;
    }

    @Override
    public long touch() {
        return window.newest();
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
