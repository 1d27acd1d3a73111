package dev.rudp.server.monitor;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/// Times of one writer, 1 µs to 60 s, within 0.1 %. Recording allocates nothing and waits for
/// nobody; what is out of range counts as the nearest end, so a wild value is seen, not lost.
final class Recorder {
    static final long LOWEST_NS = 1_000;
    static final long HIGHEST_NS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final SingleWriterRecorder recorder =
            new SingleWriterRecorder(LOWEST_NS, HIGHEST_NS, DIGITS);
    private @Nullable Histogram interval;

    static Histogram emptyHistogram() {
        return new Histogram(LOWEST_NS, HIGHEST_NS, DIGITS);
    }

    /// Owner only.
    void record(long ns) {
        recorder.recordValue(Math.clamp(ns, 0, HIGHEST_NS));
    }

    /// Owner only.
    void record(long ns, long times) {
        recorder.recordValueWithCount(Math.clamp(ns, 0, HIGHEST_NS), times);
    }

    /// {@return what was recorded since the last call; valid until the next} One reader at a time.
    Histogram drain() {
        Histogram drained = recorder.getIntervalHistogram(interval);
        interval = drained;
        return drained;
    }
}
