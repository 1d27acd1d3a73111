package dev.rudp.game.realm;

import dev.rudp.transport.wire.ByteReader;
import dev.rudp.transport.wire.ByteWriter;
import java.util.Arrays;

/// A save without the ids of items, by a second reading of its layout.
final class SaveText {
    private SaveText() {}

    static byte[] withoutIds(byte[] save) {
        ByteReader in = new ByteReader().wrap(save, 0, save.length);
        byte[] bytes = new byte[save.length];
        ByteWriter out = new ByteWriter().wrap(bytes, 0, bytes.length);
        out.u8(in.u8());
        name(in, out);
        for (int i = 0; i < 10; i++) {
            out.varU64(in.varU64());
        }
        int skills = in.varU32();
        for (int i = 0; i < skills; i++) {
            name(in, out);
            out.varU32(in.varU32());
        }
        int items = in.varU32();
        for (int i = 0; i < items; i++) {
            out.u8(in.u8());
            name(in, out);
            out.varU32(in.varU32());
            out.varU32(in.varU32());
            in.varU64();
        }
        int tasks = in.varU32();
        for (int i = 0; i < tasks; i++) {
            name(in, out);
            out.varU32(in.varU32());
        }
        if (in.failed() || in.remaining() > 0) {
            throw new AssertionError("not a save");
        }
        return Arrays.copyOf(bytes, out.length());
    }

    private static void name(ByteReader in, ByteWriter out) {
        int length = in.u8();
        byte[] name = new byte[length];
        in.bytes(name, 0, length);
        out.u8(length);
        out.bytes(name, 0, length);
    }
}
