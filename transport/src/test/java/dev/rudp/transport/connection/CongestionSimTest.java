package dev.rudp.transport.connection;

import static dev.rudp.transport.connection.Bottleneck.SECOND_NS;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The bounds of congestion control, over the whole connection. With `-Dcongestion.table=true` the
/// figures of ADR 10 are printed.
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
        Bottleneck link = link(mbit, rttMs, buffer, 0);
        for (int i = 0; i < count; i++) {
            link.bulk(i * (count == 2 ? 5 : 1) * SECOND_NS);
        }
        Bottleneck.Flow live = link.live(LIVE_DOWN_BYTES, LIVE_UP_BYTES);
        link.runUntil(60 * SECOND_NS);
        link.measureFromNow();
        link.runUntil(80 * SECOND_NS);
        double utilisation = link.utilisation(mbit * 1_000_000L, 20 * SECOND_NS);
        print(
                "%d connections, %d Mbit/s, %d ms, %s: Jain %.3f, utilisation %.3f, live p50 %.1f"
                        + " p95 %.1f ms",
                count,
                mbit,
                rttMs,
                buffer,
                link.fairness(),
                utilisation,
                live.queueMs(0.5),
                live.queueMs(0.95));
        assertTrue(link.fairness() >= FAIRNESS_MIN, () -> "Jain's index " + link.fairness());
    }

    @ParameterizedTest
    @CsvSource({"2, 50", "2, 100", "2, 200", "10, 50", "10, 100", "10, 200"})
    void recoversWithinTwoSecondsOfALinkThatBecameHalfAsFast(int mbit, int rttMs) {
        Bottleneck link = link(mbit, rttMs, "deep", 0);
        link.bulk(0);
        Bottleneck.Flow live = link.live(LIVE_DOWN_BYTES, LIVE_UP_BYTES);
        link.runUntil(15 * SECOND_NS);
        link.rate(mbit * 500_000L);
        link.measureFromNow();
        link.runUntil(17 * SECOND_NS);
        double meanwhileMs = live.queueMs(0.95);
        link.measureFromNow();
        link.runUntil(27 * SECOND_NS);
        double utilisation = link.utilisation(mbit * 500_000L, 10 * SECOND_NS);
        print(
                "%d Mbit/s halved, %d ms: p95 %.1f ms in the first 2 s; then utilisation %.3f, live"
                        + " p95 %.1f ms",
                mbit, rttMs, meanwhileMs, utilisation, live.queueMs(0.95));
        assertBounds(utilisation, live);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 200})
    void aQuietConnectionIsNeverHeldAndKeepsItsRate(int rttMs) {
        Bottleneck link = link(10, rttMs, "deep", 0);
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
        Bottleneck link = link(1, 50, "deep", 0);
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
        Bottleneck link = link(mbit, rttMs, buffer, loss);
        Bottleneck.Flow bulk = link.bulk(0);
        Bottleneck.Flow live = link.live(LIVE_DOWN_BYTES, LIVE_UP_BYTES);
        link.runUntil(30 * SECOND_NS);
        double utilisation = link.utilisation(mbit * 1_000_000L, 30 * SECOND_NS);
        print(
                "%d Mbit/s, %d ms, %s, %.0f %% random loss: utilisation %.3f, live p50 %.1f p95 %.1f"
                        + " ms, lost %.2f %%",
                mbit,
                rttMs,
                buffer,
                loss * 100,
                utilisation,
                live.queueMs(0.5),
                live.queueMs(0.95),
                100.0
                        * bulk.sender.counters().packetsLost()
                        / bulk.sender.counters().packetsSent());
        assertBounds(utilisation, live);
    }

    private static void assertBounds(double utilisation, Bottleneck.Flow live) {
        assertAll(
                () ->
                        assertTrue(
                                utilisation >= UTILISATION_MIN, () -> "utilisation " + utilisation),
                () ->
                        assertTrue(
                                live.queueMs(0.95) <= QUEUE_MS_MAX,
                                () -> "p95 of the queue " + live.queueMs(0.95) + " ms"));
    }

    /// A shallow buffer holds a quarter of what is on its way (at least 4,000 bytes), a deep one a
    /// second of the link.
    private static Bottleneck link(int mbit, int rttMs, String buffer, double loss) {
        int bytesPerSecond = mbit * 125_000;
        int shallow = Math.max(bytesPerSecond / 4_000 * rttMs, 4_000);
        int queueBytes = buffer.equals("deep") ? bytesPerSecond : shallow;
        return new Bottleneck(1, mbit * 1_000_000L, rttMs, queueBytes, loss);
    }

    private static void print(String format, Object... values) {
        if (Boolean.getBoolean("congestion.table")) {
            System.out.printf(Locale.ROOT, "ADR10 " + format + "%n", values);
        }
    }
}
