package dev.rudp.server.identity;

import java.nio.charset.StandardCharsets;

/// What a player may be called: 1 to 24 characters (code points) that can be seen, no blanks at
/// either end. That is at most 96 bytes of UTF-8.
public final class PlayerName {
    public static final int MAX_CHARACTERS = 24;
    public static final int MAX_BYTES = 4 * MAX_CHARACTERS;

    private PlayerName() {}

    public static boolean isValid(String name) {
        return !name.isEmpty()
                && name.codePointCount(0, name.length()) <= MAX_CHARACTERS
                && name.equals(name.strip())
                && name.codePoints().allMatch(PlayerName::isVisible)
                && name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    /// Control and format characters can hide or turn around what stands beside them, lone
    /// surrogates and unassigned code points cannot be written; the blank between words is allowed.
    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.SPACE_SEPARATOR -> codePoint == ' ';
            default -> true;
        };
    }
}
