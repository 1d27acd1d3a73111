package dev.rudp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.benchmarks.Benchmarks;
import dev.rudp.benchmarks.bench.Benchmark;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// Both READMEs say the same, and what they say exists.
class ReadmeTest {
    private static final Pattern FENCE =
            Pattern.compile("^```(\\w*)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("^(#+) ", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern COMMAND = Pattern.compile("\\./rudp[^\\S\\n]+([^`\\n#|]+)");

    @Test
    void bothHaveTheSameCode() {
        assertFalse(code("README.md").isEmpty());
        assertEquals(code("README.md"), code("README.ko.md"));
    }

    @Test
    void bothHaveTheSameHeadings() {
        List<String> levels = headingLevels("README.md");

        assertTrue(levels.size() > 2, levels::toString);
        assertEquals(levels, headingLevels("README.ko.md"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.ko.md"})
    void everyLinkLeadsSomewhere(String readme) {
        Set<String> broken =
                LINK.matcher(text(readme))
                        .results()
                        .map(found -> found.group(1))
                        .filter(target -> !Files.exists(Repository.file(target)))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(Set.of(), broken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.ko.md"})
    void everyCommandExists(String readme) {
        CommandLine rudp =
                new CommandLine(new Rudp(new WiredPrograms(Map.of()), Map.of(), quiet()));
        List<String> wrong = new ArrayList<>();
        for (MatchResult found : COMMAND.matcher(text(readme)).results().toList()) {
            List<String> words = List.of(found.group(1).strip().split("\\s+"));
            if (!exists(rudp, words)) {
                wrong.add(found.group());
            }
        }

        assertEquals(List.of(), wrong);
    }

    private static boolean exists(CommandLine rudp, List<String> words) {
        if (words.getFirst().startsWith("-")) {
            return rudp.getCommandSpec().findOption(words.getFirst()) != null;
        }
        CommandLine command = rudp.getSubcommands().get(words.getFirst());
        if (command == null) {
            return false;
        }
        boolean ours = !List.of("test", "seeds", "format", "fuzz").contains(words.getFirst());
        boolean options =
                words.stream()
                        .filter(word -> ours && word.startsWith("--"))
                        .map(word -> word.replaceFirst("=.*", ""))
                        .allMatch(option -> command.getCommandSpec().findOption(option) != null);
        Set<String> benchmarks =
                Benchmarks.all().stream().map(Benchmark::name).collect(Collectors.toSet());
        return options
                && (!words.getFirst().equals("bench")
                        || words.size() == 1
                        || benchmarks.contains(words.get(1))
                        || words.get(1).equals("NAME"));
    }

    /// {@return each fenced block with its language; comments may differ by language}
    private static List<String> code(String readme) {
        return FENCE.matcher(text(readme))
                .results()
                .map(found -> found.group(1) + "\n" + withoutComments(found.group(2)))
                .toList();
    }

    private static String withoutComments(String block) {
        return block.lines()
                .map(line -> line.replaceAll("(^|\\s+)(#|//).*", "").stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    private static List<String> headingLevels(String readme) {
        String withoutCode = FENCE.matcher(text(readme)).replaceAll("");
        return HEADING.matcher(withoutCode).results().map(found -> found.group(1)).toList();
    }

    private static String text(String readme) {
        return Repository.read(Repository.file(readme)).replace("\r\n", "\n");
    }

    private static PrintStream quiet() {
        return new PrintStream(PrintStream.nullOutputStream());
    }
}
