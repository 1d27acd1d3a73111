package dev.rudp.game.map;

/// One thing that is wrong in a map file.
///
/// @param key the path of the value, such as `walls[3].height`; empty for the file as a whole
/// @param found what stands there
/// @param expected what should
public record MapProblem(String key, String found, String expected) {
    @Override
    public String toString() {
        String where = key.isEmpty() ? "" : key + ": ";
        return where + "found " + found + ", expected " + expected;
    }
}
