package dev.rudp.loadtest.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.loadtest.measure.FiguresOf;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportsTest {
    private static final List<String> AGREED_KEYS =
            List.of(
                    "players",
                    "seconds",
                    "sentPerSecond",
                    "receivedPerSecond",
                    "lossRatio",
                    "rttMsMean",
                    "rttMsP99",
                    "tickMsP50",
                    "tickMsP99",
                    "tickMsMax",
                    "snapshotAgeMsP50",
                    "snapshotAgeMsP99",
                    "ticksSkipped",
                    "serverCpuRatio",
                    "botsCpuRatio",
                    "serverRssMb",
                    "allocatedBytesPerTick",
                    "bytesPerPlayerPerSecond",
                    "stateMismatches",
                    "bytesPerEntityUpdate",
                    "fullStateBytesPerEntityUpdate",
                    "stalenessMsP99",
                    "stalenessMsMax",
                    "gcPauseMsP999",
                    "gcPauseMsMax",
                    "memoryPerPlayerKb");

    private final JsonMapper json = new JsonMapper();

    @Test
    void jsonHasEveryAgreedKeyAsANumber() {
        JsonNode root = json.readTree(JsonReport.of(SampleReport.of(new FiguresOf())));
        for (String key : AGREED_KEYS) {
            assertTrue(root.path(key).isNumber(), () -> key + "=" + root.path(key));
        }
        assertEquals("passed", root.path("verdict").asString());
        assertEquals(2000, root.path("players").intValue());
        assertEquals("walk", root.path("scenario").asString());
        assertTrue(root.path("valid").booleanValue());
        assertEquals(26.2, root.path("rttMsP99").doubleValue());
        assertEquals(0.52, root.path("serverCpuRatio").doubleValue());
        assertEquals(25_080, root.path("bytesPerPlayerPerSecond").doubleValue());
        assertEquals(14, root.path("targets").size());
        assertEquals(SampleReport.SECONDS, root.path("timeline").size());
    }

    @Test
    void jsonSaysNullForWhatWasNotMeasured() {
        FiguresOf run = new FiguresOf();
        run.server = FiguresOf.server(Double.NaN, 0, 14);
        JsonNode root = json.readTree(JsonReport.of(SampleReport.of(run)));
        assertTrue(root.path("tickMsP99").isNull());
        assertEquals("invalid", root.path("verdict").asString());
    }

    @Test
    void htmlIsWellFormedAndHoldsChartsAndFigures() throws Exception {
        String html = HtmlReport.of(SampleReport.of(new FiguresOf()));
        Document page = parse(html);
        assertEquals(8, page.getElementsByTagName("svg").getLength());
        assertTrue(html.contains("class=\"verdict passed\""));
        assertTrue(html.contains("26.2 ms"), "RTT p99");
        assertTrue(html.contains("second 3 (warm-up)"), "tooltip");
        assertFalse(html.contains("NaN"));
    }

    @Test
    void htmlNeedsNothingFromOutside() {
        String html = HtmlReport.of(SampleReport.of(new FiguresOf()));
        assertFalse(html.contains("<script"));
        assertFalse(html.contains("http://") || html.contains("https://") || html.contains("url("));
    }

    @Test
    void anInvalidRunCannotBeMistakenForSuccess() throws Exception {
        FiguresOf run = new FiguresOf();
        run.load = FiguresOf.load(2000, 2000, 60, 1, 30);
        Report report = SampleReport.of(run);
        String html = HtmlReport.of(report);
        parse(html);
        assertTrue(html.contains("class=\"verdict invalid\""));
        assertTrue(html.contains("<title>Load test: invalid"));
        String table = TextTable.of(report);
        assertTrue(table.contains("verdict: invalid"), table);
        assertTrue(table.contains("fell behind their schedule"), table);
        assertFalse(table.contains("passed"), table);
        List<String> lines = table.strip().lines().toList();
        assertTrue(lines.getLast().matches("#{80}"), table);
        assertTrue(lines.get(lines.size() - 3).contains("I N V A L I D"), table);
        assertTrue(html.contains("not a result"), "words");
        assertFalse(html.contains("every target is kept"), "words");
        assertTrue(html.contains(".verdict.invalid { color: #fff;"), "colour of its own");
        JsonNode root = json.readTree(JsonReport.of(report));
        assertFalse(root.path("valid").booleanValue(true));
        assertEquals("invalid", root.path("verdict").asString());
    }

    @Test
    void hostileTextIsEscaped() throws Exception {
        Report safe = SampleReport.of(new FiguresOf());
        Report.Setting setting =
                new Report.Setting(
                        "now", "<b>walk&", "\"><script>", 15, "x", "25", 2, "Linux", "jdk");
        Report report =
                new Report(setting, safe.figures(), safe.verdict(), safe.seconds(), safe.rttNs());
        String html = HtmlReport.of(report);
        parse(html);
        assertFalse(html.contains("<script"));
        assertTrue(html.contains("&lt;b&gt;walk&amp;"));
    }

    @Test
    void tableShowsEveryTargetWithItsMark() {
        FiguresOf run = new FiguresOf();
        run.server = FiguresOf.server(9.5, 0, 14);
        Report report = SampleReport.of(run);
        String table = TextTable.of(report);
        report.verdict()
                .targets()
                .forEach(target -> assertTrue(table.contains(target.label()), table));
        assertTrue(table.lines().anyMatch(l -> l.startsWith("tick p99") && l.contains("MISSED")));
        assertTrue(table.lines().anyMatch(l -> l.startsWith("RTT p99") && l.endsWith("ok")), table);
        assertTrue(table.stripTrailing().endsWith("tick p99 is 9.50 ms, must be < 4 ms"), table);
    }

    private static Document parse(String html) throws Exception {
        // Our HTML is written so that it is also XML, but for the doctype and two void elements.
        String xml =
                html.replace("<!DOCTYPE html>", "")
                        .replaceAll("<meta ([^>]*)>", "<meta $1/>")
                        .strip();
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)));
    }
}
