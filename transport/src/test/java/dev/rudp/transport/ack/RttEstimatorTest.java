package dev.rudp.transport.ack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RttEstimatorTest {
    private static final long MS = 1_000_000;

    @Test
    void followsTheFormulasOfRfc9002() {
        RttEstimator rtt = new RttEstimator();
        assertEquals(RttEstimator.INITIAL_NS, rtt.rttNs());
        rtt.onSample(80 * MS, 0);
        assertEquals(80 * MS, rtt.rttNs());
        assertEquals(80 * MS + 4 * 40 * MS + 25 * MS, rtt.probeTimeoutNs(25 * MS));
        rtt.onSample(160 * MS, 0);
        // smoothed = 7/8 · 80 + 1/8 · 160; variation = 3/4 · 40 + 1/4 · |80 − 160|
        assertEquals(90 * MS, rtt.rttNs());
        assertEquals(90 * MS + 4 * 50 * MS + 25 * MS, rtt.probeTimeoutNs(25 * MS));
        assertEquals(180 * MS, rtt.lossDelayNs(), "9/8 of the larger of smoothed and latest");
        assertEquals(80 * MS, rtt.leastNs());
        assertEquals(5 * MS, rtt.jitterNs(), "1/16 of the difference");
    }

    @Test
    void timersNeverFallBelowTheirGranularity() {
        RttEstimator rtt = new RttEstimator();
        rtt.onSample(0, 0);
        assertEquals(RttEstimator.GRANULARITY_NS, rtt.lossDelayNs());
        assertEquals(RttEstimator.GRANULARITY_NS, rtt.probeTimeoutNs(0));
    }

    @Test
    void impossibleSamplesAreLimited() {
        RttEstimator rtt = new RttEstimator();
        rtt.onSample(-5, 0);
        assertEquals(0, rtt.rttNs());
        rtt.onSample(Long.MAX_VALUE, 0);
        assertEquals(60_000 * MS / 8, rtt.rttNs());
    }

    @Test
    void aRateIsBytesOverTimeAndFallsInSilence() {
        RateMeter meter = new RateMeter();
        meter.reset(0);
        for (int i = 1; i <= 600; i++) {
            meter.add(1_000, i * 10 * MS);
        }
        assertEquals(100_000, meter.bytesPerSecond(6_000 * MS), 5_000);
        assertEquals(0, meter.bytesPerSecond(60_000 * MS), 100);
    }

    @Test
    void lossFollowsTheShareOfLostPackets() {
        LossEstimator loss = new LossEstimator();
        for (int i = 0; i < 2_000; i++) {
            if (i % 5 == 0) {
                loss.onLost();
            } else {
                loss.onAcked();
            }
        }
        assertEquals(0.2, loss.ratio(), 0.03);
    }
}
