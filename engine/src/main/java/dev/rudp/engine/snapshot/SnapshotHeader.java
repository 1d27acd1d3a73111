package dev.rudp.engine.snapshot;

import dev.rudp.transport.wire.LittleEndian;

/// The fixed beginning of a snapshot, readable without decoding the rest: all that a client without
/// eyes needs to keep up the conversation. Reusable without allocation; not thread-safe.
///
/// ```
/// u8 head: bit 0 checksum, 1 removed, 2 added, 3 updated, 4-7 input queue depth
/// u32 tick | u8 baseline age in ticks, 0 = none | u16 last input sequence
/// if checksum: u32
/// ```
public final class SnapshotHeader {
    static final int CHECKSUM = 1;
    static final int REMOVED = 1 << 1;
    static final int ADDED = 1 << 2;
    static final int UPDATED = 1 << 3;

    /// The bytes of a header without checksum.
    public static final int FIXED_BYTES = 8;

    private static final int MAX_DEPTH = 15;
    static final int MAX_BYTES = FIXED_BYTES + 4;

    int head;
    private int tick;
    private int baselineTick;
    private int lastInputSequence;
    private int inputQueueDepth;
    private int checksum;

    /// Reads the header of a message from the wire; {@return false when it is malformed}
    public boolean read(byte[] bytes, int offset, int length) {
        if (length < FIXED_BYTES) {
            return false;
        }
        head = bytes[offset] & 0xFF;
        tick = LittleEndian.i32(bytes, offset + 1);
        int age = bytes[offset + 5] & 0xFF;
        lastInputSequence = LittleEndian.u16(bytes, offset + 6);
        inputQueueDepth = head >>> 4;
        baselineTick = age == 0 ? 0 : tick - age;
        if (tick < 1 || age > ClientView.MAX_AGE || baselineTick < 0) {
            return false;
        }
        if (age > 0 && baselineTick == 0) {
            return false;
        }
        if (hasChecksum()) {
            if (length < MAX_BYTES) {
                return false;
            }
            checksum = LittleEndian.i32(bytes, offset + FIXED_BYTES);
        }
        return true;
    }

    static void write(
            byte[] bytes, int offset, int head, int tick, int age, int lastInput, int depth) {
        bytes[offset] = (byte) (head | Math.min(MAX_DEPTH, depth) << 4);
        LittleEndian.putI32(bytes, offset + 1, tick);
        bytes[offset + 5] = (byte) age;
        LittleEndian.putU16(bytes, offset + 6, lastInput);
    }

    /// {@return the tick of the frame that the snapshot shows}
    public int tick() {
        return tick;
    }

    /// {@return the tick of the snapshot that this one builds on, 0 for none}
    public int baselineTick() {
        return baselineTick;
    }

    /// {@return the lower 16 bits of the sequence of the newest input that had its effect}
    public int lastInputSequence() {
        return lastInputSequence;
    }

    /// {@return how many of the player's inputs wait on the server; 15 stands for more}
    public int inputQueueDepth() {
        return inputQueueDepth;
    }

    public boolean hasChecksum() {
        return (head & CHECKSUM) != 0;
    }

    /// {@return the server's checksum of the view, when there is one}
    public int checksum() {
        return checksum;
    }

    int lengthBytes() {
        return hasChecksum() ? MAX_BYTES : FIXED_BYTES;
    }
}
