package dev.rudp.transport.wire;

/// A read cursor over a slice of a byte array that came from outside, reusable without allocation.
/// It never throws on bad input: a read past the end, or an overlong integer, returns zero and
/// marks the reader as failed, for good. Check [#failed()] before acting on what was read. Not
/// thread-safe.
public final class ByteReader {
    private byte[] bytes = new byte[0];
    private int position;
    private int limit;
    private boolean failed;

    public ByteReader wrap(byte[] bytes, int offset, int length) {
        assert offset >= 0 && length >= 0 && offset + length <= bytes.length;
        this.bytes = bytes;
        this.position = offset;
        this.limit = offset + length;
        this.failed = false;
        return this;
    }

    /// {@return the next byte, 0..255}
    public int u8() {
        if (lacks(1)) {
            return 0;
        }
        return bytes[position++] & 0xFF;
    }

    /// {@return the next two bytes, 0..65535}
    public int u16() {
        if (lacks(2)) {
            return 0;
        }
        int value = LittleEndian.u16(bytes, position);
        position += 2;
        return value;
    }

    public int i32() {
        if (lacks(4)) {
            return 0;
        }
        int value = LittleEndian.i32(bytes, position);
        position += 4;
        return value;
    }

    public long i64() {
        if (lacks(8)) {
            return 0;
        }
        long value = LittleEndian.i64(bytes, position);
        position += 8;
        return value;
    }

    /// {@return an unsigned 32-bit LEB128 integer; one over 32 bits fails the reader}
    public int varU32() {
        int result = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = u8();
            if (shift == 28 && (next & 0xF0) != 0) {
                return fail();
            }
            result |= (next & 0x7F) << shift;
            if ((next & 0x80) == 0) {
                return result;
            }
        }
        return fail();
    }

    /// {@return a zig-zagged 32-bit integer}
    public int varI32() {
        int value = varU32();
        return (value >>> 1) ^ -(value & 1);
    }

    /// {@return an unsigned 64-bit LEB128 integer; one over 64 bits fails the reader}
    public long varU64() {
        long result = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int next = u8();
            if (shift == 63 && (next & 0xFE) != 0) {
                return fail();
            }
            result |= (next & 0x7FL) << shift;
            if ((next & 0x80) == 0) {
                return result;
            }
        }
        return fail();
    }

    /// Copies the next `length` bytes; on failure the target is left as it was.
    public void bytes(byte[] target, int offset, int length) {
        if (length < 0 || lacks(length)) {
            failed = true;
            return;
        }
        System.arraycopy(bytes, position, target, offset, length);
        position += length;
    }

    /// Passes over `length` bytes and {@return the absolute index where they began}; read them in
    /// place.
    public int skip(int length) {
        if (length < 0 || lacks(length)) {
            failed = true;
            return position;
        }
        int from = position;
        position += length;
        return from;
    }

    /// {@return the array that is being read}
    public byte[] array() {
        return bytes;
    }

    public int position() {
        return position;
    }

    public int remaining() {
        return limit - position;
    }

    public boolean failed() {
        return failed;
    }

    private boolean lacks(int count) {
        if (failed || limit - position < count) {
            failed = true;
            position = limit;
            return true;
        }
        return false;
    }

    private int fail() {
        failed = true;
        position = limit;
        return 0;
    }
}
