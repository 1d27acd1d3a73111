package dev.rudp.loadtest.bot;

import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.loadtest.scenario.Scenario;

/// What a swarm is.
///
/// @param bots 1..[#MAX_BOTS]
/// @param decoding of those, how many decode every snapshot and compare its checksum; they are
///   spread evenly over the swarm
/// @param tickHz inputs per bot and second; the server's rate must be the same
/// @param schema what the server replicates
/// @param seed of all that bots do
/// @param scenario what they do
/// @param lossRatio share of the datagrams that are thrown away, each way, 0..1
public record SwarmConfig(
        int bots,
        int decoding,
        int tickHz,
        ReplicatedSchema schema,
        long seed,
        Scenario scenario,
        double lossRatio) {
    /// Beyond this one thread cannot keep any schedule.
    public static final int MAX_BOTS = 20_000;

    /// At least this share of the bots decodes everything.
    private static final double DECODING_RATIO = 0.05;

    public SwarmConfig {
        if (bots < 1 || bots > MAX_BOTS) {
            throw new IllegalArgumentException("bots=" + bots + " not in [1, " + MAX_BOTS + "]");
        }
        if (decoding < 0 || decoding > bots) {
            throw new IllegalArgumentException(
                    "decoding=" + decoding + " not in [0, " + bots + "]");
        }
        if (tickHz < 1 || tickHz > 1000) {
            throw new IllegalArgumentException("tickHz=" + tickHz + " not in [1, 1000]");
        }
        if (!(lossRatio >= 0 && lossRatio < 1)) {
            throw new IllegalArgumentException("lossRatio=" + lossRatio + " not in [0, 1)");
        }
    }

    /// {@return how many of `bots` decode everything: one in twenty, at least one}
    public static int decodingOf(int bots) {
        return (int) Math.ceil(bots * DECODING_RATIO);
    }

    /// {@return whether bot `index` is one that decodes}
    boolean decodes(int index) {
        return (long) index * decoding % bots < decoding;
    }
}
