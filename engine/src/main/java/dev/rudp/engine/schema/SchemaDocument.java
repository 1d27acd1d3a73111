package dev.rudp.engine.schema;

import java.util.Locale;

/// A schema as a table in Markdown, for a game's documentation.
public final class SchemaDocument {
    private SchemaDocument() {}

    /// {@return the table, one row per field in wire order}
    public static String markdown(ReplicatedSchema schema) {
        StringBuilder out = new StringBuilder();
        out.append("| field | range | step | bits | initial | told to | moves by |\n");
        out.append("|---|---|---|---|---|---|---|\n");
        for (int i = 0; i < schema.fieldCount(); i++) {
            ReplicatedField field = schema.field(i);
            out.append(
                    "| `%s` | %s to %s | %s | %d | %s | %s | %s |%n"
                            .formatted(
                                    field.name(),
                                    number(field.min()),
                                    number(field.max()),
                                    number(field.quantum()),
                                    field.bits(),
                                    number(field.initial()),
                                    field.visibility().name().toLowerCase(Locale.ROOT),
                                    mover(schema, i)));
        }
        return out.toString();
    }

    private static String mover(ReplicatedSchema schema, int field) {
        for (FieldMotionRule motion : schema.motions()) {
            if (motion.position() == field) {
                return "`" + schema.field(motion.velocity()).name() + "`";
            }
        }
        return "";
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
