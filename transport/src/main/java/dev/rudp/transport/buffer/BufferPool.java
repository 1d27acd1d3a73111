package dev.rudp.transport.buffer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Byte arrays by size class (powers of two), bounded in total. Connections take one when they have
/// something to keep and give it back when they are done: ten thousand idle sessions cost nothing,
/// and all sessions together never hold more than the capacity.
///
/// Owner: one thread; not thread-safe. A given-back array keeps its old content.
public final class BufferPool {
    /// The smallest array handed out, in bytes.
    public static final int BYTES_MIN = 256;

    /// The largest array handed out, in bytes.
    public static final int BYTES_MAX = 1 << 20;

    private static final int SHIFT_MIN = 8;
    private static final int CLASSES = 13;

    private final long capacityBytes;
    private final byte[][][] idle = new byte[CLASSES][0][];
    private final int[] idleCount = new int[CLASSES];
    private long takenBytes;
    private long retainedBytes;

    /// @param capacityBytes what may be out at the same time, and what is kept idle at most
    public BufferPool(long capacityBytes) {
        if (capacityBytes < BYTES_MIN) {
            throw new IllegalArgumentException(
                    "pool.capacity-bytes=" + capacityBytes + " < " + BYTES_MIN);
        }
        this.capacityBytes = capacityBytes;
    }

    /// {@return an array of at least `bytes` (the next power of two), or null when the pool's
    /// capacity is used up}
    ///
    /// @param bytes 0..[#BYTES_MAX]
    public byte @Nullable [] take(int bytes) {
        assert bytes >= 0 && bytes <= BYTES_MAX;
        int sizeClass = sizeClass(bytes);
        int size = BYTES_MIN << sizeClass;
        if (takenBytes + size > capacityBytes) {
            return null;
        }
        takenBytes += size;
        int count = idleCount[sizeClass];
        if (count == 0) {
            return new byte[size];
        }
        retainedBytes -= size;
        idleCount[sizeClass] = count - 1;
        return idle[sizeClass][count - 1];
    }

    /// Takes back an array that [#take] handed out; the giver must not touch it again.
    public void give(byte[] buffer) {
        int sizeClass = sizeClass(buffer.length);
        assert buffer.length == BYTES_MIN << sizeClass;
        takenBytes -= buffer.length;
        assert takenBytes >= 0;
        if (retainedBytes + buffer.length > capacityBytes) {
            return;
        }
        retainedBytes += buffer.length;
        int count = idleCount[sizeClass];
        if (count == idle[sizeClass].length) {
            idle[sizeClass] = Arrays.copyOf(idle[sizeClass], Math.max(8, count * 2));
        }
        idle[sizeClass][count] = buffer;
        idleCount[sizeClass] = count + 1;
    }

    /// {@return the bytes that are out}
    public long takenBytes() {
        return takenBytes;
    }

    /// {@return the bytes that wait for the next taker}
    public long retainedBytes() {
        return retainedBytes;
    }

    public long capacityBytes() {
        return capacityBytes;
    }

    private static int sizeClass(int bytes) {
        return bytes <= BYTES_MIN
                ? 0
                : Integer.SIZE - Integer.numberOfLeadingZeros(bytes - 1) - SHIFT_MIN;
    }
}
