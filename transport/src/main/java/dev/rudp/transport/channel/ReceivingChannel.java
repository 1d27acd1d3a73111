package dev.rudp.transport.channel;

import dev.rudp.transport.buffer.BufferPool;
import org.jspecify.annotations.Nullable;

/// The receiving half of a channel. Owner: the shard thread.
public sealed interface ReceivingChannel
        permits OrderedReceiver,
                RepairedReceiver,
                SequencedReceiver,
                UnorderedReceiver,
                UnreliableReceiver {
    byte[] NO_BYTES = new byte[0];

    /// {@return the receiving half that `spec` asks for}
    static ReceivingChannel of(ChannelSpec spec, BufferPool pool, MessagePacker packer) {
        return switch (spec.mode()) {
            case RELIABLE_ORDERED -> {
                OrderedReceiver ordered = new OrderedReceiver(spec, pool, packer);
                yield repaired(spec, ordered, ordered.window());
            }
            case RELIABLE_UNORDERED -> {
                UnorderedReceiver unordered = new UnorderedReceiver(spec, pool, packer);
                yield repaired(spec, unordered, unordered.window());
            }
            case UNRELIABLE_SEQUENCED, LATEST_ONLY -> new SequencedReceiver(spec, packer);
            case UNRELIABLE -> new UnreliableReceiver(spec, packer);
        };
    }

    private static ReceivingChannel repaired(
            ChannelSpec spec, ReceivingChannel pieces, ReceiveWindow window) {
        return spec.repairBytes() == 0 ? pieces : new RepairedReceiver(spec, pieces, window);
    }

    /// Forgets everything and gives memory back.
    void reset();

    /// {@return whether the frame of a whole message may stand in a channel of this kind}
    static boolean isPossibleWhole(ChannelSpec spec, MessageFrame frame) {
        return (frame.flags() & ~MessageFrame.COMPRESSED) == 0
                && isPossiblyCompressed(spec, frame)
                && frame.length() <= spec.maxMessageBytes();
    }

    /// {@return whether the frame may stand in a channel that cuts messages into pieces}
    static boolean isPossiblePiece(ChannelSpec spec, MessageFrame frame) {
        return isPossiblyCompressed(spec, frame)
                && frame.length() <= Math.min(MessageFrame.PIECE_BYTES, spec.maxMessageBytes())
                && (!frame.more() || frame.length() == MessageFrame.PIECE_BYTES);
    }

    private static boolean isPossiblyCompressed(ChannelSpec spec, MessageFrame frame) {
        return !frame.compressed() || spec.compressAboveBytes() > 0;
    }

    /// {@return whether such a frame may stand in this channel at all}; changes nothing
    boolean isPossible(MessageFrame frame);

    /// Takes a possible frame, and delivers the messages that it completes.
    ///
    /// @return false when the frame cannot be kept: the packet must not be acknowledged
    boolean accept(MessageFrame frame, byte[] bytes, MessageSink sink);

    /// Takes the content of a [ControlFrame#REPAIR] of possible length, and delivers the messages
    /// that it completes; a channel that uses no repairs passes over it.
    default void onRepair(byte[] frame, int offset, int length, MessageSink sink) {}

    /// {@return the pieces that were computed from repairs before they arrived}
    default long repaired() {
        return 0;
    }

    /// {@return how far the sender may go; null in a channel without flow control}
    default @Nullable ReceiveWindow window() {
        return null;
    }

    /// Delivers nothing until [#resume]; what arrives is held, up to the window. Only where there
    /// is a window.
    default void pause() {}

    /// Delivers what was held, and from now on at once; the sink may pause again.
    ///
    /// @return false when memory was missing: the channel is still paused
    default boolean resume(MessageSink sink) {
        return true;
    }

    /// Reads ahead, see [dev.rudp.transport.connection.Connection#touch].
    long touch();

    /// {@return the messages or pieces that came late or twice, and were not delivered}
    long dropped();

    /// {@return the bytes held for messages that are not complete, not in turn, or not wanted yet}
    int heldBytes();
}
