package dev.rudp.cli;

/// Limits of numbers on the command line.
final class Bounds {
    private Bounds() {}

    /// @throws IllegalArgumentException `--players=0 not in [1, 20000]`
    static void check(String flag, int value, int from, int to) {
        if (value < from || value > to) {
            throw new IllegalArgumentException(
                    flag + "=" + value + " not in [" + from + ", " + to + "]");
        }
    }
}
