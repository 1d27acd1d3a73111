package dev.rudp.game.command;

import dev.rudp.transport.wire.ByteReader;
import dev.rudp.transport.wire.ByteWriter;
import java.nio.charset.StandardCharsets;

/// Commands to bytes and back. Decoding trusts nothing and allocates nothing: a command with an
/// unknown code, a number out of bounds, too little or anything after its end is refused whole.
public final class CommandCodec {
    /// No command is longer.
    public static final int MAX_BYTES =
            1 + CommandKind.MOST_FIELDS * 10 + 1 + CommandQueue.MAX_TEXT;

    private final ByteReader reader = new ByteReader();
    private final long[] fields = new long[CommandKind.MOST_FIELDS];

    /// Appends a command; the writer overflows where there is no room.
    public static void encode(PlayerCommand command, ByteWriter out) {
        CommandKind kind = command.kind();
        long[] values = command.fields();
        out.u8(kind.code());
        for (int i = 0; i < values.length; i++) {
            if (!kind.field(i).allows(values[i])) {
                throw new IllegalArgumentException(
                        kind
                                + " "
                                + kind.field(i)
                                + "="
                                + values[i]
                                + " not in ["
                                + kind.field(i).least()
                                + ", "
                                + kind.field(i).most()
                                + "]");
            }
            out.varU64(values[i] - kind.field(i).least());
        }
        if (kind.hasText()) {
            byte[] text = command.textBytes();
            if (text.length > CommandQueue.MAX_TEXT) {
                throw new IllegalArgumentException(
                        "text-bytes=" + text.length + " > " + CommandQueue.MAX_TEXT);
            }
            out.u8(text.length);
            out.bytes(text, 0, text.length);
        }
    }

    /// Decodes one command and puts it into a queue. {@return whether it was well formed and there
    /// was room}
    ///
    /// @param slot whose command it is
    /// @param number the sender's number of it, which refusals name
    public boolean decode(
            byte[] bytes, int offset, int length, int slot, int number, CommandQueue queue) {
        reader.wrap(bytes, offset, length);
        CommandKind kind = CommandKind.of(reader.u8());
        if (kind == null) {
            return false;
        }
        for (int i = 0; i < kind.fieldCount(); i++) {
            fields[i] = reader.varU64() + kind.field(i).least();
        }
        int textLength = kind.hasText() ? reader.u8() : 0;
        int text = reader.skip(textLength);
        return !reader.failed()
                && reader.remaining() == 0
                && queue.offer(slot, number, kind, fields, bytes, text, textLength);
    }

    /// {@return a row as a record; allocates}
    public static PlayerCommand record(CommandQueue queue, int row) {
        CommandKind kind = queue.kind(row);
        long[] values = new long[kind.fieldCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = queue.field(row, i);
        }
        String text =
                new String(
                        queue.texts(),
                        queue.textStart(row),
                        queue.textLength(row),
                        StandardCharsets.UTF_8);
        return PlayerCommand.of(kind, values, text);
    }
}
