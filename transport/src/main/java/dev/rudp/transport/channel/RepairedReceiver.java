package dev.rudp.transport.channel;

import dev.rudp.transport.ack.Sequence16;
import org.jspecify.annotations.Nullable;

/// A reliable channel whose lost pieces are also computed from repairs. What is computed counts as
/// a piece that arrived, but is never acknowledged: its sender sends it again in time, and it is
/// dropped as a duplicate. So a repair that is lost, or one that is a lie, takes nothing away.
///
/// Nothing is kept before the peer sends the first repair; from then on, some 45 times the longest
/// symbol. Owner: the shard thread.
final class RepairedReceiver implements ReceivingChannel {
    private final ChannelSpec spec;
    private final ReceivingChannel pieces;
    private final ReceiveWindow window;
    private final MessageFrame computed = new MessageFrame();
    private @Nullable RepairDecoder decoder;

    /// Whether the peer has sent a repair since the reset.
    private boolean used;

    private long repaired;

    /// @param pieces the channel without repairs
    RepairedReceiver(ChannelSpec spec, ReceivingChannel pieces, ReceiveWindow window) {
        this.spec = spec;
        this.pieces = pieces;
        this.window = window;
    }

    @Override
    public void reset() {
        pieces.reset();
        used = false;
        repaired = 0;
    }

    @Override
    public boolean isPossible(MessageFrame frame) {
        return pieces.isPossible(frame);
    }

    @Override
    public boolean accept(MessageFrame frame, byte[] bytes, MessageSink sink) {
        boolean accepted = pieces.accept(frame, bytes, sink);
        RepairDecoder kept = decoder;
        if (accepted && used && kept != null && frame.flags() == 0) {
            kept.onPiece(frame.sequence(), bytes, frame.offset(), frame.length());
            deliverSolved(kept, sink);
        }
        return accepted;
    }

    @Override
    public void onRepair(byte[] frame, int offset, int length, MessageSink sink) {
        int ahead = Sequence16.distance(RepairFrame.newest(frame, offset), window.next());
        if (ahead <= -RepairDecoder.WINDOW || ahead >= window.pieces()) {
            return;
        }
        RepairDecoder kept = decoder;
        if (kept == null) {
            kept = new RepairDecoder(RepairFrame.symbolBytes(spec.repairBytes()));
            decoder = kept;
        }
        if (!used) {
            used = true;
            kept.start(RepairFrame.newest(frame, offset));
        }
        kept.onRepair(frame, offset, length);
        deliverSolved(kept, sink);
    }

    @Override
    public ReceiveWindow window() {
        return window;
    }

    @Override
    public void pause() {
        pieces.pause();
    }

    @Override
    public boolean resume(MessageSink sink) {
        return pieces.resume(sink);
    }

    @Override
    public long touch() {
        return pieces.touch();
    }

    @Override
    public long dropped() {
        return pieces.dropped();
    }

    @Override
    public long repaired() {
        return repaired;
    }

    @Override
    public int heldBytes() {
        return pieces.heldBytes();
    }

    private void deliverSolved(RepairDecoder kept, MessageSink sink) {
        for (int piece = kept.takeSolved();
                piece != RepairDecoder.NONE;
                piece = kept.takeSolved()) {
            computed.set(spec.id(), piece, kept.offset(piece), kept.length(piece));
            if (pieces.isPossible(computed)) {
                long before = pieces.dropped();
                boolean accepted = pieces.accept(computed, kept.bytes(), sink);
                repaired += accepted && pieces.dropped() == before ? 1 : 0;
            }
        }
    }
}
