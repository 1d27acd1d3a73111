package dev.rudp.benchmarks.bench;

import dev.rudp.loadtest.process.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/// The answer of one benchmark: figures by name, and rows of a table. Numbers keep their full
/// precision in JSON and are rounded in print.
public final class BenchReport {
    private final String name;
    private final String question;
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final List<Map<String, Object>> rows = new ArrayList<>();

    public BenchReport(Benchmark benchmark) {
        this.name = benchmark.name();
        this.question = benchmark.question();
        figures.put("commit", commit());
        figures.put("jdk", Runtime.version().toString());
        figures.put("cores", Machine.cores());
        figures.put("kernel", Machine.kernel());
    }

    /// Adds a figure of the whole run.
    public BenchReport figure(String key, Object value) {
        figures.put(key, value);
        return this;
    }

    /// Adds a row of the table; the columns are those of the first row.
    public BenchReport row(Map<String, Object> cells) {
        rows.add(Collections.unmodifiableMap(new LinkedHashMap<>(cells)));
        return this;
    }

    public Map<String, Object> figures() {
        return Collections.unmodifiableMap(figures);
    }

    public List<Map<String, Object>> rows() {
        return Collections.unmodifiableList(rows);
    }

    /// {@return the report for a terminal}
    public String text() {
        StringBuilder text = new StringBuilder(question).append("\n\n");
        if (!rows.isEmpty()) {
            List<String> columns = List.copyOf(rows.getFirst().keySet());
            List<List<String>> lines = new ArrayList<>();
            lines.add(columns);
            for (Map<String, Object> row : rows) {
                lines.add(columns.stream().map(key -> print(row.getOrDefault(key, ""))).toList());
            }
            appendTable(text, lines);
            text.append('\n');
        }
        int width = figures.keySet().stream().mapToInt(String::length).max().orElse(0);
        figures.forEach((key, value) ->
                text.append(pad(key, width, false)).append("  ").append(print(value)).append('\n'));
        return text.toString();
    }

    /// {@return the same as JSON: the figures at the top, the table as `rows`}
    public String json() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("benchmark", name);
        root.putAll(figures);
        root.put("rows", rows);
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static void appendTable(StringBuilder text, List<List<String>> lines) {
        int columns = lines.getFirst().size();
        int[] width = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < columns; i++) {
                width[i] = Math.max(width[i], line.get(i).length());
            }
        }
        for (List<String> line : lines) {
            for (int i = 0; i < columns; i++) {
                boolean number = i > 0;
                text.append(pad(line.get(i), width[i], number)).append(i + 1 < columns ? "  " : "");
            }
            text.append('\n');
        }
    }

    private static String pad(String cell, int width, boolean right) {
        String blanks = " ".repeat(Math.max(0, width - cell.length()));
        return right ? blanks + cell : cell + blanks;
    }

    private static String print(Object value) {
        return switch (value) {
            case Double number when Math.abs(number) >= 100 ->
                    String.format(Locale.ROOT, "%,.0f", number);
            case Double number -> String.format(Locale.ROOT, "%.2f", number);
            case Integer number -> String.format(Locale.ROOT, "%,d", number);
            case Long number -> String.format(Locale.ROOT, "%,d", number);
            default -> value.toString();
        };
    }

    /// The commit that is checked out where the command runs, with `-dirty` when files differ from
    /// it; `unknown` outside a checkout.
    private static String commit() {
        try {
            Process git =
                    new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=10")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String line = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = git.waitFor(5, TimeUnit.SECONDS) && git.exitValue() == 0;
            return ended && !line.isBlank() ? line.strip() : "unknown";
        } catch (IOException noGit) {
            return "unknown";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
