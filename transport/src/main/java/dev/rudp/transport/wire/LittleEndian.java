package dev.rudp.transport.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Fixed-width little-endian access to byte arrays. The caller has checked the bounds; a wrong
/// index is a bug and throws [IndexOutOfBoundsException].
public final class LittleEndian {
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    /// {@return the unsigned 16-bit value at `index`, 0..65535}
    public static int u16(byte[] bytes, int index) {
        return (short) SHORT.get(bytes, index) & 0xFFFF;
    }

    /// {@return the 32-bit value at `index`}
    public static int i32(byte[] bytes, int index) {
        return (int) INT.get(bytes, index);
    }

    /// {@return the 64-bit value at `index`}
    public static long i64(byte[] bytes, int index) {
        return (long) LONG.get(bytes, index);
    }

    public static void putU16(byte[] bytes, int index, int value) {
        SHORT.set(bytes, index, (short) value);
    }

    public static void putI32(byte[] bytes, int index, int value) {
        INT.set(bytes, index, value);
    }

    public static void putI64(byte[] bytes, int index, long value) {
        LONG.set(bytes, index, value);
    }
}
