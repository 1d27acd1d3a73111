package dev.rudp.server.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricsDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "metrics.md");

    @Test
    void namesEveryFigureOfTheWindow() throws IOException {
        String text = Files.readString(DOCUMENT);
        List<String> missing =
                Arrays.stream(ServerStats.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .filter(name -> !text.contains("`" + name + "`"))
                        .toList();

        assertEquals(List.of(), missing);
    }

    @Test
    void namesExactlyTheSeriesThatAreExposed() throws IOException {
        ServerMeters meters = new ServerMeters(60, 1);
        meters.addDrops(() -> Map.of("replayed", 1L));
        Set<String> exposed;
        try (MeterWindows windows = new MeterWindows(meters);
                Exposition exposition = new Exposition(windows)) {
            exposed = names("# TYPE (rudp_[a-z_]+) ", exposition.scrape());
        }

        assertTrue(exposed.contains("rudp_tick_seconds"), exposed::toString);
        assertEquals(
                exposed, names("`(rudp_[a-z_]+)(?:\\{[a-z]+\\})?`", Files.readString(DOCUMENT)));
    }

    private static Set<String> names(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
