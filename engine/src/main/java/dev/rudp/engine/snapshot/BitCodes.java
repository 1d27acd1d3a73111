package dev.rudp.engine.snapshot;

import dev.rudp.engine.schema.FieldMotionRule;
import dev.rudp.engine.schema.ReplicatedField;
import dev.rudp.engine.schema.ReplicatedSchema;

/// The numbers on which the wire format of a schema depends, computed alike at both ends.
/// Immutable.
///
/// *Exp-Golomb of order k* (Teuhola, 1978): `v + 2^k` in binary, behind as many zeros as it has
/// digits beyond `k + 1`, its leading one first and the lower bits, low one first, behind it. Small
/// numbers take `k + 1` bits, and each doubling beyond takes two more.
final class BitCodes {
    /// The ends of the classes of fields: everything, and what everybody, or an ally, may see.
    static final int OWN = 0;

    static final int ALLY = 1;
    static final int OTHER = 2;

    /// Fields under one bit that says that none of them differs.
    static final int GROUP = 4;

    static final int SLOT_BITS = 16;
    static final int GENERATION_ORDER = 2;
    static final int COUNT_ORDER = 3;
    static final int GAP_ORDER = 2;
    static final int AGE_BITS = 6;
    static final int RICE_BITS = 2;

    private static final int POSITION_ORDER = 3;
    private static final int VELOCITY_ORDER = 5;

    final int fieldCount;

    /// Per field the order of the code of its residual.
    final int[] order;

    /// Per field the width of its whole value.
    final int[] width;

    final int[] minStep;
    final int[] maxStep;
    final int[] initial;

    /// Per class one bit for each field that it sees.
    final int[] seen = new int[3];

    final boolean isPublic;

    BitCodes(ReplicatedSchema schema) {
        this.fieldCount = schema.fieldCount();
        this.order = new int[fieldCount];
        this.width = new int[fieldCount];
        this.minStep = new int[fieldCount];
        this.maxStep = new int[fieldCount];
        this.initial = new int[fieldCount];
        this.isPublic = schema.isPublic();
        for (int i = 0; i < fieldCount; i++) {
            ReplicatedField field = schema.field(i);
            width[i] = field.bits();
            order[i] = Math.min(VELOCITY_ORDER, field.bits() / 3);
            minStep[i] = field.minStep();
            maxStep[i] = field.maxStep();
            initial[i] = field.initialStep();
            seen[OWN] |= 1 << i;
            switch (field.visibility()) {
                case ALL -> {
                    seen[ALLY] |= 1 << i;
                    seen[OTHER] |= 1 << i;
                }
                case TEAM -> seen[ALLY] |= 1 << i;
                case OWNER -> {}
            }
        }
        for (FieldMotionRule motion : schema.motions()) {
            order[motion.position()] = POSITION_ORDER;
        }
    }

    /// {@return the bits of an entity's whole state: its name and every field, packed plainly}
    int fullStateBits() {
        int bits = SLOT_BITS;
        for (int fieldWidth : width) {
            bits += fieldWidth;
        }
        return bits;
    }

    /// {@return the most bits that an entity can take, whole or as a residual}
    int longestEntityBits() {
        // 33 zeros and as many digits, for each field; its bit and its group's.
        return 1 + fieldCount * (2 + 2 * 34) + SLOT_BITS + 2 * 17;
    }

    /// {@return the order of the code of gaps between `count` of `places` places}
    static int gapOrder(int places, int count) {
        int mean = places / count;
        return Math.min(3, 31 - Integer.numberOfLeadingZeros(Math.max(1, mean)));
    }

    static long zigZag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    static long unZigZag(long value) {
        return (value >>> 1) ^ -(value & 1);
    }
}
