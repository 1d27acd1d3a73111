package dev.rudp.loadtest;

import dev.rudp.loadtest.scenario.ConstantDensity;
import dev.rudp.loadtest.scenario.Scenario;
import dev.rudp.loadtest.scenario.Scenarios;

/// What the players of a load test do, and over what kind of path.
///
/// @param scenario the name of one of [Scenarios]
/// @param tickHz ticks of the world, and so inputs and snapshots of a player, per second; 10..240
/// @param lossRatio share of the datagrams that bots throw away, each way, 0..0.9
/// @param constantDensity whether `walk` takes place on a field that grows with the number of
///   players
public record Plan(String scenario, int tickHz, double lossRatio, boolean constantDensity) {
    private static final double MAX_LOSS_RATIO = 0.9;
    private static final int MIN_HZ = 10;
    private static final int MAX_HZ = 240;

    public Plan {
        Scenarios.named(scenario);
        if (tickHz < MIN_HZ || tickHz > MAX_HZ) {
            throw new IllegalArgumentException(
                    "hz=" + tickHz + " not in [" + MIN_HZ + ", " + MAX_HZ + "]");
        }
        if (!(lossRatio >= 0 && lossRatio <= MAX_LOSS_RATIO)) {
            throw new IllegalArgumentException(
                    "loss=" + lossRatio + " not in [0, " + MAX_LOSS_RATIO + "]");
        }
        if (constantDensity && !scenario.equals("walk")) {
            throw new IllegalArgumentException(
                    "constant-density goes with scenario=walk only, not with " + scenario);
        }
    }

    /// {@return the ordinary evening, at 60 ticks per second, over a clean path}
    public static Plan walk() {
        return new Plan("walk", 60, 0, false);
    }

    /// {@return the scenario for so many players}
    Scenario scenarioFor(int players) {
        return constantDensity ? new ConstantDensity(players) : Scenarios.named(scenario);
    }

    Plan at(int hz) {
        return new Plan(scenario, hz, lossRatio, constantDensity);
    }
}
