package dev.rudp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Keeps the sources small and finished. Who hits a limit splits a concept, not a file.
class TidyTest {
    private static final int MAX_FILE_LINES = 600;
    private static final int MAX_METHOD_LINES = 60;
    private static final int MAX_LINE_CHARACTERS = 120;
    private static final int MIN_PURPOSE_CHARACTERS = 30;

    /// Written apart, so that this file does not find itself.
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");

    private static final List<Path> JAVA = Repository.javaFiles();

    @Test
    void filesAreShort() {
        List<String> wrong = new ArrayList<>();
        for (Path file : JAVA) {
            long lines = Repository.read(file).lines().count();
            if (lines > MAX_FILE_LINES) {
                wrong.add(Repository.relative(file) + " has " + lines + " lines");
            }
        }

        assertTrue(JAVA.size() > 100, "java-files=" + JAVA.size());
        assertEquals(List.of(), wrong);
    }

    @Test
    void linesAreShort() {
        List<String> wrong = new ArrayList<>();
        for (Path file : JAVA) {
            List<String> lines = Repository.read(file).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).length() > MAX_LINE_CHARACTERS) {
                    wrong.add(Repository.relative(file) + ":" + (i + 1));
                }
            }
        }

        assertEquals(List.of(), wrong);
    }

    @Test
    void methodsAreShort() throws IOException {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        List<String> wrong = new ArrayList<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    files.getJavaFileObjectsFromPaths(JAVA));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new LongMethods(unit, positions, wrong).scan(unit, null);
            }
        }

        assertEquals(List.of(), wrong);
    }

    @Test
    void nothingIsLeftForLater() throws IOException {
        List<Path> files = new ArrayList<>(JAVA);
        files.add(Repository.file("rudp"));
        files.add(Repository.file("pom.xml"));
        Repository.walk(Repository.file("server/src/main/resources")).forEach(files::add);
        List<String> wrong = new ArrayList<>();
        for (Path file : files) {
            if (UNFINISHED.matcher(Files.readString(file)).find()) {
                wrong.add(Repository.relative(file));
            }
        }

        assertEquals(List.of(), wrong);
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        Set<String> wrong = new TreeSet<>();
        for (Path file : JAVA) {
            Path folder = Objects.requireNonNull(file.getParent());
            Path info = folder.resolve("package-info.java");
            // Tests lie in the packages that they test.
            Path tested = Path.of(info.toString().replace("src/test/java", "src/main/java"));
            Path found = Files.exists(info) ? info : tested;
            String text = Files.exists(found) ? Repository.read(found) : "";
            if (!text.contains("@NullMarked") || purpose(text).length() < MIN_PURPOSE_CHARACTERS) {
                wrong.add(Repository.relative(folder));
            }
        }

        assertEquals(Set.of(), wrong);
    }

    private static String purpose(String packageInfo) {
        StringBuilder purpose = new StringBuilder();
        packageInfo
                .lines()
                .filter(line -> line.startsWith("///"))
                .forEach(line -> purpose.append(line.substring(3).strip()).append(' '));
        return purpose.toString();
    }

    /// Finds methods whose bodies are too long; Javadoc and annotations do not count.
    private static final class LongMethods extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> found;

        LongMethods(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            if (method.getBody() != null) {
                long first = line(positions.getStartPosition(unit, method.getBody()));
                long last = line(positions.getEndPosition(unit, method.getBody()));
                if (last - first + 1 > MAX_METHOD_LINES) {
                    found.add(
                            Repository.relative(Path.of(unit.getSourceFile().toUri()))
                                    + ":"
                                    + first
                                    + " "
                                    + method.getName()
                                    + " has "
                                    + (last - first + 1)
                                    + " lines");
                }
            }
            return super.visitMethod(method, null);
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }
}
