package dev.rudp.testkit.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// The inputs that are kept for one target: a text file with one input per line in hex. Lines that
/// begin with `#` say what the next input once broke; minimising keeps such inputs.
public final class FuzzCorpus {
    private static final HexFormat HEX = HexFormat.of();

    private final Path file;
    private final List<String> notes = new ArrayList<>();
    private final List<byte[]> noted = new ArrayList<>();
    private final List<byte[]> inputs = new ArrayList<>();

    private FuzzCorpus(Path file) {
        this.file = file;
    }

    /// {@return the corpus of a target, read from the module that is the working directory}
    public static FuzzCorpus of(String target) throws IOException {
        FuzzCorpus corpus =
                new FuzzCorpus(Path.of("src", "test", "resources", "fuzz", target + ".hex"));
        String note = "";
        List<String> lines =
                Files.exists(corpus.file) ? Files.readAllLines(corpus.file) : List.of();
        for (String line : lines) {
            if (line.startsWith("#")) {
                note = line;
                continue;
            }
            byte[] input = HEX.parseHex(line);
            corpus.inputs.add(input);
            if (!note.isEmpty()) {
                corpus.notes.add(note);
                corpus.noted.add(input);
                note = "";
            }
        }
        return corpus;
    }

    public List<byte[]> inputs() {
        return List.copyOf(inputs);
    }

    /// Runs every input.
    ///
    /// @throws AssertionError names the first input that breaks the promise
    public void replay(FuzzTarget target) {
        for (byte[] input : inputs) {
            try {
                target.accept(input);
            } catch (RuntimeException | AssertionError broken) {
                throw new AssertionError(file + ", input " + HEX.formatHex(input), broken);
            }
        }
    }

    /// Writes each input as a file, as Jazzer wants it.
    void unpack(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (int i = 0; i < inputs.size(); i++) {
            Files.write(directory.resolve("kept-" + i), inputs.get(i));
        }
    }

    /// Takes the files of a directory, and the inputs with a note, in place of what there was.
    ///
    /// @return the inputs kept
    int pack(Path directory) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < notes.size(); i++) {
            lines.add(notes.get(i));
            lines.add(HEX.formatHex(noted.get(i)));
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path input : files.toList()) {
                lines.add(HEX.formatHex(Files.readAllBytes(input)));
            }
        }
        int free = 2 * notes.size();
        List<String> rest = lines.subList(free, lines.size());
        rest.sort(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, lines);
        return notes.size() + rest.size();
    }
}
