package dev.rudp.game.declare;

/// One thing that is wrong with a pack.
///
/// @param file relative to the pack
/// @param line from 1; 0 when the problem is the whole file's
/// @param key where in the file, such as `fireball.cost.mana`; may be empty
/// @param found what stands there
/// @param expected what should; ends with the nearest known name where one is near
public record ContentProblem(String file, int line, String key, String found, String expected) {
    @Override
    public String toString() {
        return file
                + (line > 0 ? ":" + line : "")
                + (key.isEmpty() ? "" : ": " + key)
                + ": found "
                + found
                + ", expected "
                + expected;
    }
}
