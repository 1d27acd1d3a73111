package dev.rudp.transport.channel;

/// Delivers a message unless it came before, or is so old that this is not known. Owner: the shard
/// thread.
final class UnreliableReceiver implements ReceivingChannel {
    private final ChannelSpec spec;
    private final SequenceWindow window = new SequenceWindow();
    private long dropped;

    UnreliableReceiver(ChannelSpec spec) {
        this.spec = spec;
    }

    @Override
    public void reset() {
        window.reset();
        dropped = 0;
    }

    @Override
    public boolean isPossible(MessageFrame frame) {
        return frame.flags() == 0 && frame.length() <= spec.maxMessageBytes();
    }

    @Override
    public boolean accept(MessageFrame frame, byte[] bytes, MessageSink sink) {
        if (window.add(frame.sequence())) {
            sink.onMessage(spec.id(), bytes, frame.offset(), frame.length());
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
