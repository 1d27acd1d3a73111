package dev.rudp.transport.wire;

/// A write cursor over a slice of a byte array, reusable without allocation. Writing past the end
/// writes nothing and marks the writer as overflowed: check [#overflowed()] once at the end, or
/// [#remaining()] before. Not thread-safe.
///
/// Variable-length integers are LEB128: seven bits a byte, low first, the top bit says that another
/// byte follows. Signed ones are zig-zagged first, so that small magnitudes of either sign are
/// short.
public final class ByteWriter {
    private byte[] bytes = new byte[0];
    private int start;
    private int position;
    private int limit;
    private boolean overflowed;

    /// Starts writing at `offset`, with room for `capacityBytes`.
    public ByteWriter wrap(byte[] bytes, int offset, int capacityBytes) {
        assert offset >= 0 && capacityBytes >= 0 && offset + capacityBytes <= bytes.length;
        this.bytes = bytes;
        this.start = offset;
        this.position = offset;
        this.limit = offset + capacityBytes;
        this.overflowed = false;
        return this;
    }

    public void u8(int value) {
        if (has(1)) {
            bytes[position++] = (byte) value;
        }
    }

    public void u16(int value) {
        if (has(2)) {
            LittleEndian.putU16(bytes, position, value);
            position += 2;
        }
    }

    public void i32(int value) {
        if (has(4)) {
            LittleEndian.putI32(bytes, position, value);
            position += 4;
        }
    }

    public void i64(long value) {
        if (has(8)) {
            LittleEndian.putI64(bytes, position, value);
            position += 8;
        }
    }

    /// Writes `value`, taken as unsigned, in one to five bytes.
    public void varU32(int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            u8((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        u8(rest);
    }

    /// Writes `value` zig-zagged in one to five bytes; -64..63 take one.
    public void varI32(int value) {
        varU32((value << 1) ^ (value >> 31));
    }

    /// Writes `value`, taken as unsigned, in one to ten bytes.
    public void varU64(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            u8((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        u8((int) rest);
    }

    public void bytes(byte[] source, int offset, int length) {
        if (has(length)) {
            System.arraycopy(source, offset, bytes, position, length);
            position += length;
        }
    }

    /// Goes back (or on) to `position`, an absolute index within the wrapped slice, and forgets any
    /// overflow: how a writer gives up an item that did not fit.
    public void rewindTo(int position) {
        assert position >= start && position <= limit;
        this.position = position;
        this.overflowed = false;
    }

    /// {@return the absolute index of the next byte}
    public int position() {
        return position;
    }

    /// {@return the bytes written so far}
    public int length() {
        return position - start;
    }

    public int remaining() {
        return limit - position;
    }

    public boolean overflowed() {
        return overflowed;
    }

    private boolean has(int count) {
        if (limit - position < count) {
            overflowed = true;
            return false;
        }
        return true;
    }
}
