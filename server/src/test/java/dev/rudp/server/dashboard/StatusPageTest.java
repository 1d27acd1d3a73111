package dev.rudp.server.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.server.monitor.ServerStats;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StatusPageTest {
    private static final Map<String, String> FILES =
            StatusPage.assets().stream()
                    .collect(
                            Collectors.toMap(
                                    StatusPage.Asset::path,
                                    asset -> new String(asset.bytes(), StandardCharsets.UTF_8)));

    @Test
    void everyFileThatAFileNamesIsServed() {
        Set<String> named = new TreeSet<>();
        FILES.values().forEach(text -> named.addAll(all(text, "(?:href|src)=\"([^\"]+)\"")));
        FILES.values().forEach(text -> named.addAll(all(text, "from \"([^\"]+)\"")));
        named.removeAll(Set.of("/v1/stats", "/metrics"));

        assertEquals(Set.of("/icon.svg", "/status.css", "/status.js", "/world.js"), named);
        assertTrue(FILES.keySet().containsAll(named), FILES.keySet()::toString);
    }

    @Test
    void nothingComesFromElsewhere() {
        FILES.forEach((path, text) -> {
            String own = text.replace("http://www.w3.org/2000/svg", "");
            assertFalse(own.contains("http://"), path);
            assertFalse(own.contains("https://"), path);
            assertFalse(own.contains("url("), path);
        });
    }

    @Test
    void nothingIsInlineForThePolicyForbidsIt() {
        String page = FILES.getOrDefault("/", "");

        assertFalse(Pattern.compile("<script(?![^>]*src=)").matcher(page).find());
        assertFalse(page.contains("<style"));
        assertFalse(Pattern.compile("\\son[a-z]+=").matcher(page).find());
        assertFalse(page.contains("style="));
    }

    @Test
    void everyFigureOfThePageIsOneOfTheServer() {
        Set<String> figures =
                Arrays.stream(ServerStats.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .collect(Collectors.toSet());
        Set<String> shown = all(FILES.getOrDefault("/", ""), "<dd id=\"([^\"]+)\"");

        assertEquals(15, shown.size());
        assertTrue(figures.containsAll(shown), shown::toString);
        assertTrue(
                figures.containsAll(all(FILES.getOrDefault("/status.js", ""), "stats\\.(\\w+)")));
    }

    @Test
    void everyElementThatTheScriptsAskForIsThere() {
        Set<String> ids = all(FILES.getOrDefault("/", ""), "id=\"([^\"]+)\"");
        String script = FILES.getOrDefault("/status.js", "");

        Set<String> asked = all(script, "getElementById\\(\"([^\"]+)\"\\)");
        asked.addAll(all(script, "write\\(\"([^\"]+)\""));

        assertFalse(asked.isEmpty());
        assertTrue(ids.containsAll(asked), asked::toString);
    }

    @Test
    void thePageNamesItsLanguageAndScalesOnPhones() {
        String page = FILES.getOrDefault("/", "");

        assertTrue(page.startsWith("<!doctype html>\n<html lang=\"en\">"), page);
        assertTrue(page.contains("name=\"viewport\""));
        assertTrue(FILES.getOrDefault("/status.css", "").contains("prefers-color-scheme: dark"));
    }

    private static Set<String> all(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
