package dev.rudp.server.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExpositionTest {
    private static final long MS = 1_000_000;
    private static final Pattern LINE =
            Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(\\{[^}]*\\})? [-+0-9.eEInfNa]+");

    private final ServerMeters meters = new ServerMeters(60, 1);
    private final MeterWindows windows = new MeterWindows(meters);
    private final Exposition exposition = new Exposition(windows);

    @AfterEach
    void close() {
        exposition.close();
        windows.close();
    }

    @Test
    void everyLineIsInTheFormat() {
        List<String> wrong =
                exposition
                        .scrape()
                        .lines()
                        .filter(line -> !line.startsWith("#") && !LINE.matcher(line).matches())
                        .toList();

        assertEquals(List.of(), wrong);
    }

    @Test
    void histogramBucketsAreCumulative() {
        meters.world().tick(MS / 2, 1);
        meters.world().tick(7 * MS, 2);
        meters.world().tick(7 * MS, 3);
        meters.world().tick(3_000 * MS, 4);

        String text = exposition.scrape();

        assertEquals(1.0, value(text, "rudp_tick_seconds_bucket{le=\"0.006\"}"));
        assertEquals(3.0, value(text, "rudp_tick_seconds_bucket{le=\"0.008\"}"));
        assertEquals(3.0, value(text, "rudp_tick_seconds_bucket{le=\"1.0\"}"));
        assertEquals(4.0, value(text, "rudp_tick_seconds_bucket{le=\"+Inf\"}"));
        assertEquals(4.0, value(text, "rudp_tick_seconds_count"));
        assertEquals(3.0145, value(text, "rudp_tick_seconds_sum"), 0.01);
    }

    @Test
    void showsCountersAndGaugesOfTheLoops() {
        meters.shard(0).received(12, 800);
        meters.shard(0).sessions(3, 40);
        meters.addDrops(() -> Map.of("replayed", 6L));

        String text = exposition.scrape();

        assertEquals(12.0, value(text, "rudp_datagrams_in_total"));
        assertEquals(800.0, value(text, "rudp_bytes_in_total"));
        assertEquals(40.0, value(text, "rudp_sessions{state=\"connected\"}"));
        assertEquals(3.0, value(text, "rudp_sessions{state=\"connecting\"}"));
        assertEquals(6.0, value(text, "rudp_drops_total{reason=\"replayed\"}"));
        assertTrue(text.contains("jvm_memory_used_bytes"), text);
    }

    @Test
    void restartingTheMeasuringWindowLeavesTotalsAlone() {
        meters.world().tick(MS, 1);
        windows.restartMeasuring();

        assertEquals(1.0, value(exposition.scrape(), "rudp_ticks_total"));
        assertEquals(1.0, value(exposition.scrape(), "rudp_tick_seconds_count"));
    }

    private static double value(String text, String series) {
        return text.lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series + " in:\n" + text));
    }
}
