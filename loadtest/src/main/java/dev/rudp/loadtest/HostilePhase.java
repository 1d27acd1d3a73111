package dev.rudp.loadtest;

import dev.rudp.loadtest.measure.Numbers;
import dev.rudp.loadtest.measure.ServerStats;
import dev.rudp.loadtest.process.Machine;
import org.HdrHistogram.Histogram;

/// What was seen in one part of a hostile test.
///
/// @param stats the server's figures of this part
/// @param rttNs as the bots' game code sees it
/// @param latenessNs of the bots' sends: what they are late by is in their round trips too
record HostilePhase(
        Counts from, Counts to, ServerStats stats, Histogram rttNs, Histogram latenessNs) {
    /// Counters of the machine and of all processes at one instant.
    ///
    /// @param serverDrops at the server's socket, for a full buffer or by its filter
    /// @param botsDrops at the bots' socket
    /// @param fullBufferDrops for a full buffer, at any socket
    record Counts(Observer.Glance glance, long serverDrops, long botsDrops, long fullBufferDrops) {}

    private static final double NS_PER_MS = 1e6;

    double seconds() {
        return Observer.seconds(from.glance(), to.glance());
    }

    /// {@return datagrams that came to the server's socket, whether the kernel dropped them or not}
    double arrivedPerSecond() {
        return stats.datagramsIn() / stats.windowSeconds() + serverDrops() / seconds();
    }

    /// {@return datagrams that the bots sent}
    double sentPerSecond() {
        long sent = to.glance().bots().datagramsSent() - from.glance().bots().datagramsSent();
        return sent / seconds();
    }

    String dropsPerSecond() {
        return Numbers.plain(Math.rint(serverDrops() / seconds()));
    }

    String fullBuffer() {
        return Numbers.plain(to.fullBufferDrops() - from.fullBufferDrops());
    }

    String botsLost() {
        return Numbers.plain(to.botsDrops() - from.botsDrops());
    }

    double serverCores() {
        return Machine.cores() * Observer.serverCpuRatio(from.glance(), to.glance(), stats);
    }

    double botsCores() {
        return Machine.cores() * Observer.botsCpuRatio(from.glance(), to.glance());
    }

    double snapshotAgeMs() {
        return stats.snapshotAgeMsP99();
    }

    double meanRttMs() {
        return rttNs.getMean() / NS_PER_MS;
    }

    double rttMs(double percentile) {
        return rttNs.getValueAtPercentile(percentile) / NS_PER_MS;
    }

    double latenessMs(double percentile) {
        return latenessNs.getValueAtPercentile(percentile) / NS_PER_MS;
    }

    private long serverDrops() {
        return to.serverDrops() - from.serverDrops();
    }
}
