package dev.rudp.transport.channel;

import dev.rudp.transport.wire.LittleEndian;

/// The content of a [ControlFrame#REPAIR]: one equation over the last few small pieces of a
/// channel, from which a receiver that lacks some of them computes one (docs/protocol.md §3.9):
///
/// ```
/// u8    channel
/// u16   newest: number of the newest piece covered
/// u16   bits 0..4: key
///       bits 4 + n, n = 1..11: whether piece newest − n is covered too
/// …     1..256 bytes: Σ coefficient(key, p) · symbol(p) over the pieces covered, in GF(2⁸)
/// ```
///
/// The symbol of a piece is its length in one byte, its bytes, and zeros up to the longest symbol.
///
/// Coefficients are a Cauchy matrix, 1 / (x + y) with x from the key and y from the piece: any n
/// equations that cover the same n unknown pieces have one solution.
final class RepairFrame {
    /// How many pieces in a row one repair can cover.
    static final int SPAN = 12;

    static final int KEYS = 32;

    /// Before the symbol.
    static final int HEAD_BYTES = 5;

    /// A piece's length and its bytes.
    static final int SYMBOL_BYTES_MAX = 256;

    private static final int KEY_BITS = 5;
    private static final int X_FIRST = 128;
    private static final int Y_MASK = 127;

    private RepairFrame() {}

    /// {@return whether the content of a frame may be so long}
    static boolean isPossibleLength(int length) {
        return length > HEAD_BYTES && length <= HEAD_BYTES + SYMBOL_BYTES_MAX;
    }

    /// {@return the whole frame's bytes with a symbol of so many}
    static int frameBytes(int symbolBytes) {
        int length = HEAD_BYTES + symbolBytes;
        return 1 + MessageFrame.lengthBytes(length) + length;
    }

    /// {@return the longest symbol in a frame of at most so many bytes, 0..[#SYMBOL_BYTES_MAX]}
    static int symbolBytes(int frameBytes) {
        int symbolBytes = Math.clamp(frameBytes - 2 - HEAD_BYTES, 0, SYMBOL_BYTES_MAX);
        return frameBytes(symbolBytes) <= frameBytes ? symbolBytes : symbolBytes - 1;
    }

    /// @param key 0..31
    /// @param piece its number
    /// @return 1..255
    static int coefficient(int key, int piece) {
        return Gf256.inverse((X_FIRST + key) ^ (piece & Y_MASK));
    }

    /// @param covered bit n: piece newest − n; bit 0 is set
    static int keyAndMask(int key, int covered) {
        assert (covered & 1) == 1 && covered < 1 << SPAN && key < KEYS;
        return key | covered >>> 1 << KEY_BITS;
    }

    static int newest(byte[] frame, int offset) {
        return LittleEndian.u16(frame, offset + 1);
    }

    static int key(byte[] frame, int offset) {
        return LittleEndian.u16(frame, offset + 3) & (KEYS - 1);
    }

    /// {@return bit n: piece newest − n is covered}
    static int covered(byte[] frame, int offset) {
        return LittleEndian.u16(frame, offset + 3) >>> KEY_BITS << 1 | 1;
    }
}
