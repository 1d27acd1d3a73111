package dev.rudp.transport.channel;

import static dev.rudp.transport.channel.PieceRing.ACKED;

import dev.rudp.transport.wire.ByteWriter;
import java.util.Arrays;

/// Makes the repairs of one channel: what a packet has room for, as often as the path's loss asks
/// for, over the newest small pieces that are not acknowledged. Owner: the shard thread.
final class RepairEncoder {
    /// A piece that nothing follows is covered so often, then no more.
    private static final int COVERS_MIN = 2;

    /// Repairs that may be owed, when many pieces left at once.
    private static final float OWED_MAX = 4;

    private final int channel;
    private final int frameBytesMax;
    private final int symbolBytesMax;
    private byte[] symbol = new byte[0];

    /// The first piece that no packet before this one had, as of the last call.
    private long seen;

    /// Repairs since the newest piece.
    private int covers;

    private float owed;
    private int key;

    // What the last search found.
    private long newest;
    private int covered;
    private int symbolBytes;

    RepairEncoder(ChannelSpec spec) {
        channel = spec.id();
        frameBytesMax = spec.repairBytes();
        symbolBytesMax = RepairFrame.symbolBytes(frameBytesMax);
    }

    void reset() {
        seen = 0;
        covers = 0;
        owed = 0;
        key = 0;
    }

    /// Writes the repairs that are owed, as far as they fit.
    ///
    /// @param end the first piece that is new to this packet: it is lost with it, and not covered
    /// @param wireFlags which flags of a piece the wire shows; only a piece without is covered
    /// @param repairsPerPiece above 0
    void fill(
            ByteWriter out,
            PieceRing ring,
            ByteFifo bytes,
            long end,
            int wireFlags,
            float repairsPerPiece) {
        long fresh = end - seen;
        seen = end;
        covers = fresh > 0 ? 0 : covers;
        if (covers < COVERS_MIN) {
            owed = Math.min(owed + repairsPerPiece * Math.max(fresh, 1), OWED_MAX);
        }
        int left = frameBytesMax;
        while (owed >= 1) {
            if (!search(ring, end, wireFlags)) {
                owed = 0;
                return;
            }
            int frameBytes = RepairFrame.frameBytes(symbolBytes);
            if (frameBytes > Math.min(left, out.remaining())) {
                return;
            }
            write(out, ring, bytes);
            left -= frameBytes;
            owed--;
            covers++;
        }
    }

    /// Looks for pieces to cover.
    ///
    /// @return whether there is one
    private boolean search(PieceRing ring, long end, int wireFlags) {
        covered = 0;
        symbolBytes = 0;
        long oldest = Math.max(ring.base, end - RepairFrame.SPAN);
        for (long piece = end - 1; piece >= oldest; piece--) {
            int place = ring.place(piece);
            int length = ring.length[place];
            if (ring.state[place] == ACKED
                    || (ring.flags[place] & wireFlags) != 0
                    || length >= symbolBytesMax) {
                continue;
            }
            newest = covered == 0 ? piece : newest;
            covered |= 1 << (int) (newest - piece);
            symbolBytes = Math.max(symbolBytes, 1 + length);
        }
        return covered != 0;
    }

    private void write(ByteWriter out, PieceRing ring, ByteFifo bytes) {
        if (symbol.length == 0) {
            symbol = new byte[symbolBytesMax];
        }
        Arrays.fill(symbol, 0, symbolBytes, (byte) 0);
        for (int left = covered; left != 0; left &= left - 1) {
            long piece = newest - Integer.numberOfTrailingZeros(left);
            int place = ring.place(piece);
            int length = ring.length[place];
            int coefficient = RepairFrame.coefficient(key, (int) piece);
            symbol[0] ^= (byte) Gf256.multiply(length, coefficient);
            bytes.addScaledTo(symbol, 1, ring.position[place], length, coefficient);
        }
        ControlFrame.writeHead(out, ControlFrame.REPAIR, RepairFrame.HEAD_BYTES + symbolBytes);
        out.u8(channel);
        out.u16((int) newest & 0xFFFF);
        out.u16(RepairFrame.keyAndMask(key, covered));
        out.bytes(symbol, 0, symbolBytes);
        key = (key + 1) & (RepairFrame.KEYS - 1);
    }
}
