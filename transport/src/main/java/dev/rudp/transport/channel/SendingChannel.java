package dev.rudp.transport.channel;

import dev.rudp.transport.ack.SentPackets;
import dev.rudp.transport.buffer.BufferPool;
import dev.rudp.transport.wire.ByteWriter;

/// The sending half of a channel. Owner: the shard thread.
public sealed interface SendingChannel permits LatestSender, ReliableSender, UnreliableSender {
    /// The deadline of a message that may wait for ever, and of a channel in which none may expire.
    long NO_DEADLINE = Long.MAX_VALUE;

    /// The receipt of a message that nobody wants to hear of.
    int NO_RECEIPT = 0;

    /// {@return the sending half that `spec` asks for}
    ///
    /// @param index the channel's place in the connection, which comes back in packet items
    /// @param receipts hears what became of messages sent with a receipt
    static SendingChannel of(ChannelSpec spec, int index, BufferPool pool, ReceiptSink receipts) {
        return switch (spec.mode()) {
            case RELIABLE_ORDERED, RELIABLE_UNORDERED ->
                    new ReliableSender(spec, index, pool, receipts);
            case UNRELIABLE_SEQUENCED, UNRELIABLE ->
                    new UnreliableSender(spec, index, pool, receipts);
            case LATEST_ONLY -> new LatestSender(spec, index, pool, receipts);
        };
    }

    /// Forgets everything and gives memory back.
    void reset();

    /// Copies a message into the queue, if it may.
    ///
    /// @param compressed whether these are a compressed message's bytes
    /// @param deadlineNs when it is to be given up, or [#NO_DEADLINE]
    /// @param receipt any number but [#NO_RECEIPT], to hear what becomes of it
    SendResult send(
            byte[] message,
            int offset,
            int length,
            boolean compressed,
            long deadlineNs,
            int receipt);

    /// Gives up messages whose deadline has passed; due at [#expiryNs()].
    void expire(long nowNs);

    /// {@return the earliest deadline of a message that waits, or [#NO_DEADLINE]}
    long expiryNs();

    /// Writes due frames, as many as fit and until so many bytes are reached or exceeded, and adds
    /// an item to `packet` for each of which it wants to hear the fate.
    ///
    /// @return whether anything was written
    boolean fill(ByteWriter out, SentPackets packet, int bytesMax);

    /// Writes repairs of small pieces whose fate is open, into room that nobody needs, as far as
    /// the channel is allowed to; called once per packet, after [#fill].
    ///
    /// @param repairsPerPiece how many the path's loss asks for, above 0
    default void repair(ByteWriter out, SentPackets packet, float repairsPerPiece) {}

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

    /// There was no memory to send the next message: drops it, unless the channel promised more.
    default void dropNext() {}

    /// A packet with the item of this sequence arrived.
    default void onAcked(int sequence) {}

    /// A packet with this item is believed lost.
    default void onLost(int sequence) {}

    /// The peer says how far the channel may go, see [ReceiveWindow]; modulo 2¹⁶ and 2³².
    default void onWindow(int pieceLimit, int byteLimit) {}

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
