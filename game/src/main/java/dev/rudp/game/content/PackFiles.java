package dev.rudp.game.content;

import dev.rudp.game.declare.ContentProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The YAML files of a pack, by path relative to it, in order of name.
final class PackFiles {
    private static final int MAX_FILES = 1_000;
    private static final int MAX_FILE_BYTES = 1 << 20;
    private static final int MAX_DEPTH = 4;

    private PackFiles() {}

    static SortedMap<String, byte[]> read(Path pack, List<ContentProblem> problems) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(pack, MAX_DEPTH)) {
            paths = walk.filter(PackFiles::isYaml).sorted().limit(MAX_FILES + 1L).toList();
        } catch (IOException unreadable) {
            problems.add(problem(pack.toString(), "no readable folder", "a pack"));
            return files;
        }
        if (paths.isEmpty() || paths.size() > MAX_FILES) {
            String found = paths.isEmpty() ? "no YAML file" : "more than " + MAX_FILES + " files";
            problems.add(problem(pack.toString(), found, "a pack of 1 to " + MAX_FILES + " files"));
            return files;
        }
        for (Path path : paths) {
            String name = pack.relativize(path).toString().replace('\\', '/');
            try {
                if (Files.size(path) > MAX_FILE_BYTES) {
                    problems.add(problem(name, "more than 1 MiB", "a smaller file"));
                } else {
                    files.put(name, Files.readAllBytes(path));
                }
            } catch (IOException unreadable) {
                problems.add(problem(name, "no readable file", "a readable one"));
            }
        }
        return files;
    }

    private static boolean isYaml(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(path);
    }

    private static ContentProblem problem(String file, String found, String expected) {
        return new ContentProblem(file, 0, "", found, expected);
    }
}
