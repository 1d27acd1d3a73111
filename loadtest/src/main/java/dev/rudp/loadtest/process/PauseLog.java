package dev.rudp.loadtest.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long a JVM stopped all its threads for its garbage collector, from its own log of safepoints
/// (to the nanosecond, where the JVM's management interface knows milliseconds). Other safepoints
/// are left out.
public final class PauseLog {
    private static final Pattern PAUSE =
            Pattern.compile(
                    "Safepoint \"(?:Serial|Parallel|G1|Z|Shenandoah)\\w*\".* Total: (\\d+) ns.*");

    private final Path file;

    /// @param file in which a JVM that was started with [#jvmFlag] writes
    public PauseLog(Path file) {
        this.file = file;
    }

    /// {@return the flag that makes a JVM write the log}
    public String jvmFlag() {
        return "-Xlog:safepoint:file=" + file + ":none:filecount=0";
    }

    /// {@return the pauses so far, in nanoseconds, in their order; none when there is no log}
    public long[] pausesNs() {
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return new long[0];
        }
    }

    static long[] parse(String log) {
        return log.lines()
                .map(PAUSE::matcher)
                .filter(Matcher::matches)
                .mapToLong(pause -> Long.parseLong(pause.group(1)))
                .toArray();
    }

    /// {@return the pauses from number `from` on, summed up: the p-th share of them is no longer
    /// than this}
    ///
    /// @param ratio p, 0..1; NaN when there was no pause
    public static double percentileMs(long[] pausesNs, int from, double ratio) {
        int count = pausesNs.length - from;
        if (count <= 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOfRange(pausesNs, from, pausesNs.length);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(ratio * count);
        return sorted[Math.clamp(rank - 1L, 0, count - 1)] / 1e6;
    }
}
