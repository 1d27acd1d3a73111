package dev.rudp.transport.channel;

import dev.rudp.transport.ack.SentPackets;
import dev.rudp.transport.buffer.BufferPool;
import dev.rudp.transport.wire.ByteWriter;

/// The sending half of a channel. Owner: the shard thread.
public sealed interface SendingChannel permits OrderedSender, SequencedSender {
    /// {@return the sending half that `spec` asks for}
    ///
    /// @param index the channel's place in the connection, which comes back in packet items
    static SendingChannel of(ChannelSpec spec, int index, BufferPool pool) {
        return switch (spec.mode()) {
            case RELIABLE_ORDERED -> new OrderedSender(spec, index, pool);
            case UNRELIABLE_SEQUENCED -> new SequencedSender(spec, pool);
        };
    }

    /// Forgets everything and gives memory back.
    void reset();

    /// Copies a message into the queue, if it may.
    SendResult send(byte[] message, int offset, int length);

    /// Writes as many due frames as fit, and adds an item to `packet` for each of which it wants to
    /// hear the fate.
    ///
    /// @return whether anything was written
    boolean fill(ByteWriter out, SentPackets packet);

    /// {@return whether [#fill] would write something, given room}
    boolean isDue();

    /// Reads ahead, see [dev.rudp.transport.connection.Connection#touch].
    long touch();

    /// {@return whether there are reliable pieces that may be sent now}
    default boolean isReliableDue() {
        return false;
    }

    /// {@return the frame bytes of the next message when it fits into no single packet and must be
    /// fragmented as a packet of its own; else 0}
    default int oversizedFrameBytes() {
        return 0;
    }

    /// Drops the next message, because there was no memory to send it.
    default void dropNext() {}

    /// A piece arrived.
    default void onAcked(int sequence) {}

    /// A packet with this piece is believed lost.
    default void onLost(int sequence) {}

    /// Makes the oldest unacknowledged pieces due again, at most `bytes` of them but at least one,
    /// because nothing was heard for long.
    ///
    /// @return whether any is unacknowledged
    default boolean probe(int bytes) {
        return false;
    }

    /// {@return whether a sent piece waits for its ack}
    default boolean awaitsAck() {
        return false;
    }

    /// {@return the pieces sent again so far}
    default long resent() {
        return 0;
    }

    /// {@return the messages that wait for sending or for their ack}
    int queuedMessages();
}
