package dev.rudp.benchmarks.bench;

/// How much to measure. A benchmark ignores what does not concern it.
///
/// @param players simulated clients, 1..60,000
/// @param seconds of one turn, 1..600, after a warm-up of its own
/// @param rounds in which everything compared has one turn each, 1..100
/// @param hz how often per second each client sends, 1..1,000
public record BenchOptions(int players, int seconds, int rounds, int hz) {
    /// What a game sends.
    public static final int DEFAULT_HZ = 60;

    private static final int MAX_PLAYERS = 60_000;
    private static final int MAX_SECONDS = 600;
    private static final int MAX_ROUNDS = 100;
    private static final int MAX_HZ = 1_000;

    public BenchOptions {
        check("players", players, MAX_PLAYERS);
        check("seconds", seconds, MAX_SECONDS);
        check("rounds", rounds, MAX_ROUNDS);
        check("hz", hz, MAX_HZ);
    }

    /// At 60 Hz.
    public BenchOptions(int players, int seconds, int rounds) {
        this(players, seconds, rounds, DEFAULT_HZ);
    }

    /// {@return the load that the project promises, and enough of it for a median}: 3 rounds of 10
    /// s
    public static BenchOptions defaults() {
        return new BenchOptions(2_000, 10, 3);
    }

    private static void check(String key, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(key + "=" + value + " not in [1, " + max + "]");
        }
    }
}
