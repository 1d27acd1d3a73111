package dev.rudp.game.declare;

import java.util.List;

/// A YAML document with its lines.
public sealed interface Tree {
    /// {@return where it begins, from 1}
    int line();

    /// @param entries in the file's order; keys are unique
    record Mapping(int line, List<Entry> entries) implements Tree {}

    /// @param line the key's line
    record Entry(int line, String key, Tree value) {}

    record Sequence(int line, List<Tree> items) implements Tree {}

    /// @param text as written, without quotes
    /// @param isNull nothing stands there, or `null`
    record Scalar(int line, String text, boolean isNull) implements Tree {}

    /// {@return a few words for a message}
    default String found() {
        return switch (this) {
            case Mapping mapping -> mapping.entries().isEmpty() ? "an empty mapping" : "a mapping";
            case Sequence sequence -> "a list of " + sequence.items().size();
            case Scalar scalar -> scalar.isNull() ? "nothing" : "`" + clip(scalar.text()) + "`";
        };
    }

    private static String clip(String text) {
        String shown = text.length() > 60 ? text.substring(0, 57) + "..." : text;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
