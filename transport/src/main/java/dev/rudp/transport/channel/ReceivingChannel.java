package dev.rudp.transport.channel;

import dev.rudp.transport.buffer.BufferPool;

/// The receiving half of a channel. Owner: the shard thread.
public sealed interface ReceivingChannel permits OrderedReceiver, SequencedReceiver {
    /// {@return the receiving half that `spec` asks for}
    static ReceivingChannel of(ChannelSpec spec, BufferPool pool) {
        return switch (spec.mode()) {
            case RELIABLE_ORDERED -> new OrderedReceiver(spec, pool);
            case UNRELIABLE_SEQUENCED -> new SequencedReceiver(spec);
        };
    }

    /// Forgets everything and gives memory back.
    void reset();

    /// {@return whether such a frame may stand in this channel at all}; changes nothing
    boolean isPossible(MessageFrame frame);

    /// Takes a possible frame, and delivers the messages that it completes.
    ///
    /// @return false when the frame cannot be kept: the packet must not be acknowledged
    boolean accept(MessageFrame frame, byte[] bytes, MessageSink sink);

    /// Reads ahead, see [dev.rudp.transport.connection.Connection#touch].
    long touch();

    /// {@return the messages or pieces that came late or twice, and were not delivered}
    long dropped();

    /// {@return the bytes held for messages that are not complete or not in turn}
    int heldBytes();
}
