package dev.rudp.engine.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// A bounded ring of byte messages, each with a 64-bit head, from one producer thread to one
/// consumer thread, without locks or allocation. A full ring refuses: the producer decides and
/// counts.
///
/// Producer: [#offer]. Consumer: `while (ring.poll()) use(ring.head(), ring.bytes(), ring.offset(),
/// ring.length())`, then [#release]. What was polled stays readable, at its offset, until it is
/// released.
///
/// A message never wraps: one that does not fit before the end of the array starts at its
/// beginning, and the rest is skipped.
///
/// ```
/// record, aligned to 8 bytes:  i32 length (−1: skip to the beginning) | i32 0 | i64 head | bytes
/// ```
public final class MessageRing {
    private static final VarHandle CURSORS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// Both cursors in one array, 128 bytes from each other and from their neighbours, so that the
    /// two threads do not fight over one cache line.
    private static final int TAIL = 16;

    private static final int HEAD = 32;

    private static final int RECORD_HEAD_BYTES = 16;
    private static final int SKIP = -1;

    private final long[] cursors = new long[48];
    private final byte[] bytes;
    private final int mask;

    /// Producer's: the newest head that it has seen.
    private long seenHead;

    /// Consumer's: where it reads next, and the record that it took last.
    private long next;

    private long head;
    private int offset;
    private int length;

    /// @param capacityBytes a power of two, 64..2^28; a message takes its length and 16 bytes, in
    ///   whole eights
    public MessageRing(int capacityBytes) {
        if (capacityBytes < 64 || capacityBytes > 1 << 28 || Integer.bitCount(capacityBytes) != 1) {
            throw new IllegalArgumentException(
                    "ring.capacity-bytes=" + capacityBytes + " not a power of two in [2^6, 2^28]");
        }
        this.bytes = new byte[capacityBytes];
        this.mask = capacityBytes - 1;
    }

    /// {@return the longest message that an empty ring is sure to take}
    public int maxLength() {
        return (mask + 1) / 2 - RECORD_HEAD_BYTES;
    }

    /// Producer: {@return false, and takes nothing, when there is no room}
    ///
    /// @param length 0..[#maxLength]
    public boolean offer(long head, byte[] from, int offset, int length) {
        assert length >= 0 && length <= maxLength() : length;
        long tail = cursors[TAIL];
        int size = sizeOf(length);
        int at = (int) tail & mask;
        int toEnd = mask + 1 - at;
        int wanted = size <= toEnd ? size : toEnd + size;
        if (!hasRoom(tail, wanted)) {
            return false;
        }
        if (size > toEnd) {
            INTS.set(bytes, at, SKIP);
            tail += toEnd;
            at = 0;
        }
        INTS.set(bytes, at, length);
        LONGS.set(bytes, at + 8, head);
        System.arraycopy(from, offset, bytes, at + RECORD_HEAD_BYTES, length);
        CURSORS.setRelease(cursors, TAIL, tail + size);
        return true;
    }

    /// Producer: {@return whether a message of that length would be taken now}
    public boolean fits(int length) {
        long tail = cursors[TAIL];
        int size = sizeOf(length);
        int toEnd = mask + 1 - ((int) tail & mask);
        return hasRoom(tail, size <= toEnd ? size : toEnd + size);
    }

    /// Consumer: takes the oldest message; {@return false when there is none}
    public boolean poll() {
        long tail = (long) CURSORS.getAcquire(cursors, TAIL);
        if (next == tail) {
            return false;
        }
        int at = (int) next & mask;
        int size = (int) INTS.get(bytes, at);
        if (size == SKIP) {
            next += mask + 1 - at;
            at = 0;
            size = (int) INTS.get(bytes, at);
        }
        length = size;
        head = (long) LONGS.get(bytes, at + 8);
        offset = at + RECORD_HEAD_BYTES;
        next += sizeOf(size);
        return true;
    }

    /// Consumer: gives back the room of everything that was polled.
    public void release() {
        CURSORS.setRelease(cursors, HEAD, next);
    }

    /// Consumer: {@return the number that came with the message taken last}
    public long head() {
        return head;
    }

    /// Consumer: {@return the ring's memory; read-only, and only what was polled}
    public byte[] bytes() {
        return bytes;
    }

    /// Consumer: {@return where the message taken last begins}
    public int offset() {
        return offset;
    }

    /// Consumer: {@return the length of the message taken last}
    public int length() {
        return length;
    }

    private boolean hasRoom(long tail, int wanted) {
        if (tail + wanted - seenHead > mask + 1L) {
            seenHead = (long) CURSORS.getAcquire(cursors, HEAD);
        }
        return tail + wanted - seenHead <= mask + 1L;
    }

    private static int sizeOf(int length) {
        return (RECORD_HEAD_BYTES + length + 7) & -8;
    }
}
