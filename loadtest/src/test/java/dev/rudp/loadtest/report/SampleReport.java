package dev.rudp.loadtest.report;

import dev.rudp.loadtest.measure.Figures;
import dev.rudp.loadtest.measure.FiguresOf;
import dev.rudp.loadtest.measure.Judge;
import dev.rudp.loadtest.measure.Percentiles;
import dev.rudp.loadtest.measure.Second;
import dev.rudp.loadtest.measure.TargetSet;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.HdrHistogram.Histogram;

/// A report about a run that never was, with curves as a real one has them.
final class SampleReport {
    static final int SECONDS = 75;
    private static final int WARMUP = 15;

    private SampleReport() {}

    static Report of(FiguresOf run) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        Histogram rttNs = new Histogram(3);
        List<Second> seconds = new ArrayList<>();
        for (int i = 0; i < SECONDS; i++) {
            Histogram oneSecond = new Histogram(3);
            for (int value = 0; value < 2000; value++) {
                double tail = Math.pow(random.nextDouble(), 12) * (i < WARMUP ? 90 : 22);
                long ns = (long) ((16 + (random.nextDouble() * 16) + tail) * 1e6);
                oneSecond.recordValue(ns);
                if (i >= WARMUP) {
                    rttNs.recordValue(ns);
                }
            }
            seconds.add(second(i, random, Percentiles.ofNs(oneSecond)));
        }
        Figures figures = run.figures();
        return new Report(
                new Report.Setting(
                        "2026-01-02T03:04:05Z",
                        "walk",
                        "own process",
                        WARMUP,
                        "0123abc",
                        "25.0.1",
                        2,
                        "Linux 6.1 amd64",
                        "libcrypto"),
                figures,
                Judge.judge(figures, TargetSet.SPREAD),
                seconds,
                rttNs);
    }

    private static Second second(int index, RandomGenerator random, Percentiles rttMs) {
        double ramp = Math.min(1, (index + 1) / 4.0);
        double noise = random.nextDouble();
        Percentiles late = new Percentiles(0.3, 0.25 + (noise * 0.1), 0.5, 0.9 + noise, 2, 5, 9);
        double slow = index < 6 ? 4 : 1;
        return new Second(
                index,
                index >= WARMUP,
                (int) (2000 * ramp),
                120_000 * ramp + (noise * 300),
                119_900 * ramp - (noise * 200),
                rttMs,
                late,
                1.7 * slow + (noise * 0.2),
                3 * slow + noise,
                0.4 * slow,
                12 + (noise * 3),
                0.5 * ramp + (noise * 0.04),
                0.4 * ramp + (noise * 0.03),
                index == 20 ? Double.NaN : 0.02 + (noise * 0.02),
                300 + (100 * ramp));
    }
}
