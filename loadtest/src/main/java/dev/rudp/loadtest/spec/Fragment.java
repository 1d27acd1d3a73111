package dev.rudp.loadtest.spec;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A fragment of a packet, docs/protocol.md §2.2.
///
/// @param header of the packet, in the fragment with id 0 only
@SuppressWarnings("ArrayRecordComponent") // a layout, not a value to compare
public record Fragment(int sequence, int id, int count, @Nullable AckHeader header, byte[] bytes) {
    private static final int FULL_BYTES = 1_024;

    /// {@return whether a payload claims to be one}
    public static boolean isOne(byte[] payload) {
        return payload.length > 0 && (payload[0] & 1) != 0;
    }

    public static Fragment read(byte[] payload) throws RefusedException {
        RefusedException.unless(payload.length >= 5 && payload[0] == 1, "no fragment header");
        ByteBuffer in = Wire.over(payload).position(1);
        int sequence = in.getShort() & 0xFFFF;
        int id = in.get() & 0xFF;
        int count = (in.get() & 0xFF) + 1;
        RefusedException.unless(id < count, "fragment id " + id + " of " + count);
        AckHeader header = id == 0 ? AckHeader.read(in) : null;
        RefusedException.unless(
                header == null || header.sequence() == sequence, "two sequences in a fragment");
        int length = in.remaining();
        RefusedException.unless(
                id == count - 1 ? length >= 1 && length <= FULL_BYTES : length == FULL_BYTES,
                "fragment of " + length + " bytes");
        return new Fragment(sequence, id, count, header, Wire.rest(in));
    }
}
