package dev.rudp.loadtest.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.loadtest.measure.Figures;
import dev.rudp.loadtest.measure.FiguresOf;
import dev.rudp.loadtest.measure.Verdict.Result;
import dev.rudp.loadtest.report.Capacity.Point;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CapacityReportsTest {
    private static final Figures FIGURES = new FiguresOf().figures();
    private static final Capacity CAPACITY =
            new Capacity(
                    "walk",
                    9,
                    List.of(60, 30),
                    List.of(
                            point(60, 250, Result.PASSED, "", List.of()),
                            point(60, 1000, Result.INVALID, "bots <late>", List.of()),
                            point(60, 500, Result.FAILED, "", List.of("tickMaxToMean")),
                            point(30, 250, Result.FAILED, "RTT", List.of("rttMsP99"))));

    private static Point point(
            int hz, int players, Result result, String reason, List<String> missed) {
        return new Point(hz, players, result, missed, reason, FIGURES);
    }

    @Test
    void theMostIsTheLargestThatHeldAndAnInvalidPointDidNot() {
        assertEquals(500, CAPACITY.most(60));
        assertEquals(250, CAPACITY.mostWithAll(60));
        assertEquals(0, CAPACITY.most(30));
    }

    @Test
    void theTableNamesEachPointWithItsOutcome() {
        String text = CapacityReports.text(CAPACITY);
        assertTrue(text.lines().anyMatch(l -> l.matches(" +60 +1,000 invalid .*late>")), text);
        assertTrue(text.lines().anyMatch(l -> l.matches(" +60 +500 held\\* .*")), text);
        assertTrue(text.contains("at 60 Hz the most is 500 players; * without"), text);
        assertTrue(text.contains("longest tick, with it 250"), text);
        assertTrue(text.strip().endsWith("at 30 Hz no number that was tried is held"), text);
    }

    @Test
    void jsonHasThePointsWithTheirFigures() {
        JsonNode root = new JsonMapper().readTree(CapacityReports.json(CAPACITY));
        assertEquals(500, root.path("mostPlayers").path("60").intValue());
        assertEquals(4, root.path("points").size());
        assertEquals(250, root.path("mostPlayersWithAllTargets").path("60").intValue());
        assertEquals("invalid", root.path("points").get(1).path("outcome").asString());
        assertEquals(26.2, root.path("points").get(0).path("figures").path("rttMsP99").asDouble());
    }

    @Test
    void htmlHasAPlotForEachRateAndEscapes() {
        String html = CapacityReports.html(CAPACITY);
        assertEquals(4, html.split("<svg", -1).length - 1);
        assertTrue(html.contains("bots &lt;late&gt;"));
        assertTrue(html.contains("class=\"unknown\">invalid"));
    }

    @Test
    void aServerThatEndedHasNoFigures() {
        Point lost = new Point(60, 9, Result.FAILED, List.of(), "gone", Figures.nothing(9, 60));
        Capacity capacity = new Capacity("walk", 9, List.of(60), List.of(lost));
        assertTrue(CapacityReports.text(capacity).contains("n/a"));
        assertTrue(CapacityReports.html(capacity).contains("gone"));
    }
}
