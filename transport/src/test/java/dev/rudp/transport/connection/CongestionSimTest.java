package dev.rudp.transport.connection;

import static dev.rudp.transport.connection.Bottleneck.SECOND_NS;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The bounds of congestion control, over the whole connection. With `-Dcongestion.seeds=20` each
/// scenario runs from so many seeds and its figures are printed, as they stand in ADR 10.
class CongestionSimTest {
    private static final int LIVE_DOWN_BYTES = 100;
    private static final int LIVE_UP_BYTES = 40;
    private static final double UTILISATION_MIN = 0.9;
    private static final double QUEUE_MS_MAX = 30;
    private static final double FAIRNESS_MIN = 0.9;

    @ParameterizedTest
    @CsvSource({
        "1, 50, shallow", "1, 50, deep", "1, 100, shallow", "1, 100, deep",
        "1, 200, shallow", "1, 200, deep", "10, 50, shallow", "10, 50, deep",
        "10, 100, shallow", "10, 100, deep", "10, 200, shallow", "10, 200, deep",
    })
    void bulkFillsTheLinkAndLivePlayHardlyWaits(int mbit, int rttMs, String buffer) {
        assertFullAndQuick(mbit, rttMs, buffer, 0);
    }

    @ParameterizedTest
    @CsvSource({"1, 50", "1, 200", "10, 50", "10, 200"})
    void randomLossIsNotMistakenForCongestion(int mbit, int rttMs) {
        assertFullAndQuick(mbit, rttMs, "deep", 0.02);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1, 50, shallow", "2, 1, 50, deep", "2, 1, 200, shallow", "2, 1, 200, deep",
        "2, 10, 50, shallow", "2, 10, 50, deep", "2, 10, 200, shallow", "2, 10, 200, deep",
        "10, 1, 50, shallow", "10, 1, 50, deep", "10, 1, 200, shallow", "10, 1, 200, deep",
        "10, 10, 50, shallow", "10, 10, 50, deep", "10, 10, 200, shallow", "10, 10, 200, deep",
    })
    void connectionsShareTheLinkAlikeThoughTheyBeganOneAfterTheOther(
            int count, int mbit, int rttMs, String buffer) {
        CongestionSeeds seeds =
                new CongestionSeeds(
                        "%d connections, %d Mbit/s, %d ms, %s"
                                .formatted(count, mbit, rttMs, buffer));
        seeds.forEach(seed -> {
            Bottleneck link = link(seed, mbit, rttMs, buffer, 0);
            for (int i = 0; i < count; i++) {
                link.bulk(i * (count == 2 ? 5 : 1) * SECOND_NS);
            }
            Bottleneck.Flow live = link.live(LIVE_DOWN_BYTES, LIVE_UP_BYTES);
            link.runUntil(60 * SECOND_NS);
            link.measureFromNow();
            link.runUntil(80 * SECOND_NS);
            seeds.atLeast("Jain", link.fairness(), FAIRNESS_MIN);
            seeds.note("utilisation", link.utilisation(mbit * 1_000_000L, 20 * SECOND_NS));
            seeds.note("live p50 ms", live.queueMs(0.5));
            seeds.note("live p95 ms", live.queueMs(0.95));
        });
        seeds.judge();
    }

    @ParameterizedTest
    @CsvSource({"2, 50", "2, 100", "2, 200", "10, 50", "10, 100", "10, 200"})
    void recoversWithinTwoSecondsOfALinkThatBecameHalfAsFast(int mbit, int rttMs) {
        CongestionSeeds seeds =
                new CongestionSeeds("%d Mbit/s halved, %d ms".formatted(mbit, rttMs));
        seeds.forEach(seed -> {
            Bottleneck link = link(seed, mbit, rttMs, "deep", 0);
            link.bulk(0);
            Bottleneck.Flow live = link.live(LIVE_DOWN_BYTES, LIVE_UP_BYTES);
            link.runUntil(15 * SECOND_NS);
            link.rate(mbit * 500_000L);
            link.measureFromNow();
            link.runUntil(17 * SECOND_NS);
            seeds.note("first 2 s p95 ms", live.queueMs(0.95));
            link.measureFromNow();
            link.runUntil(27 * SECOND_NS);
            seeds.atLeast(
                    "utilisation",
                    link.utilisation(mbit * 500_000L, 10 * SECOND_NS),
                    UTILISATION_MIN);
            seeds.atMost("live p95 ms", live.queueMs(0.95), QUEUE_MS_MAX);
        });
        seeds.judge();
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 200})
    void aQuietConnectionIsNeverHeldAndKeepsItsRate(int rttMs) {
        Bottleneck link = link(1, 10, rttMs, "deep", 0);
        Bottleneck.Flow live = link.live(LIVE_DOWN_BYTES, LIVE_UP_BYTES);
        link.runUntil(60 * SECOND_NS);
        assertTrue(live.queueMs(1.0) < 1.0, () -> "longest wait " + live.queueMs(1.0) + " ms");
        assertTrue(live.liveReceived >= 60 * 60 - 15, () -> "received " + live.liveReceived);
        long rate = live.sender.sendRateBytesPerSecond();
        assertTrue(rate >= 10 * 1_200 * 1_000L / (rttMs + 20), () -> "rate " + rate);
        long budget = live.sender.sendBudgetBytes(Bottleneck.TICK_NS, 60 * SECOND_NS);
        assertTrue(Math.abs(rate / 60 - budget) <= 2, "a tick's share of the rate");
    }

    @Test
    void theSignalTellsALiveConnectionThatItsPathIsTooNarrow() {
        Bottleneck link = link(1, 1, 50, "deep", 0);
        // 1,000 bytes at 60 Hz: half of what the link carries; then the link is half as fast as
        // that.
        Bottleneck.Flow live = link.live(1_000, LIVE_UP_BYTES);
        link.runUntil(5 * SECOND_NS);
        assertTrue(live.sender.sendRateBytesPerSecond() > 60_000);
        link.rate(250_000);
        link.runUntil(8 * SECOND_NS);
        long rate = live.sender.sendRateBytesPerSecond();
        assertTrue(rate < 40_000, () -> "rate " + rate + " of a link that carries 31,250");
    }

    private static void assertFullAndQuick(int mbit, int rttMs, String buffer, double loss) {
        CongestionSeeds seeds =
                new CongestionSeeds(
                        "%d Mbit/s, %d ms, %s, %.0f %% random loss"
                                .formatted(mbit, rttMs, buffer, loss * 100));
        seeds.forEach(seed -> {
            Bottleneck link = link(seed, mbit, rttMs, buffer, loss);
            Bottleneck.Flow bulk = link.bulk(0);
            Bottleneck.Flow live = link.live(LIVE_DOWN_BYTES, LIVE_UP_BYTES);
            link.runUntil(30 * SECOND_NS);
            seeds.atLeast(
                    "utilisation",
                    link.utilisation(mbit * 1_000_000L, 30 * SECOND_NS),
                    UTILISATION_MIN);
            seeds.note("live p50 ms", live.queueMs(0.5));
            seeds.atMost("live p95 ms", live.queueMs(0.95), QUEUE_MS_MAX);
            ConnectionCounters counters = bulk.sender.counters();
            seeds.note("lost %", 100.0 * counters.packetsLost() / counters.packetsSent());
        });
        seeds.judge();
    }

    /// A shallow buffer holds a quarter of what is on its way (at least 4,000 bytes), a deep one a
    /// second of the link.
    private static Bottleneck link(long seed, int mbit, int rttMs, String buffer, double loss) {
        int bytesPerSecond = mbit * 125_000;
        int shallow = Math.max(bytesPerSecond / 4_000 * rttMs, 4_000);
        int queueBytes = buffer.equals("deep") ? bytesPerSecond : shallow;
        return new Bottleneck(seed, mbit * 1_000_000L, rttMs, queueBytes, loss);
    }
}
