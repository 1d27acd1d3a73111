package dev.rudp.loadtest.spec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// What a packet consists of behind its header, docs/protocol.md §3.
public sealed interface Frame {
    /// A message or a piece of one.
    ///
    /// @param more whether further pieces follow
    /// @param continues whether pieces came before; said in reliable-unordered channels only
    /// @param isVoid whether the message was given up: there are no bytes
    /// @param isCompressed whether the message's bytes are those of §3.6
    @SuppressWarnings("ArrayRecordComponent") // a layout, not a value to compare
    record Piece(
            int channel,
            boolean more,
            boolean continues,
            boolean isVoid,
            boolean isCompressed,
            int sequence,
            byte[] bytes)
            implements Frame {}

    /// Something that two connections tell each other.
    @SuppressWarnings("ArrayRecordComponent") // a layout, not a value to compare
    record Control(int type, byte[] bytes) implements Frame {}

    /// Reads the frames up to the packet's end.
    static List<Frame> readAll(ByteBuffer in) throws RefusedException {
        List<Frame> frames = new ArrayList<>();
        while (in.hasRemaining()) {
            frames.add(read(in));
        }
        return frames;
    }

    private static Frame read(ByteBuffer in) throws RefusedException {
        int head = in.get() & 0xFF;
        int low = head & 0x3F;
        int form = head >>> 6;
        if (form == 2) {
            return new Control(low, Wire.take(in, Wire.varU(in), "control frame"));
        }
        int flags = form == 3 ? Wire.take(in, 1, "flags")[0] & 0xFF : form;
        RefusedException.unless(form != 3 || (flags > 1 && flags < 16), "flags of form 3");
        RefusedException.unless(in.remaining() >= 2, "sequence is cut off");
        int sequence = in.getShort() & 0xFFFF;
        int length = Wire.varU(in);
        boolean isVoid = (flags & 4) != 0;
        byte[] bytes = Wire.take(in, isVoid ? 0 : length, "message");
        return new Piece(
                low, (flags & 1) != 0, (flags & 2) != 0, isVoid, (flags & 8) != 0, sequence, bytes);
    }
}
