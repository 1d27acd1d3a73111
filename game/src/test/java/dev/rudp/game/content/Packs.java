package dev.rudp.game.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The packs that tests use.
public final class Packs {
    private static final int HZ = 60;
    private static final Content STARTER = load(root().resolve("content/starter"));

    private Packs() {}

    /// {@return the starter pack at 60 Hz}
    public static Content starter() {
        return STARTER;
    }

    /// {@return the checkout that the tests run in; the launcher marks it}
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("rudp"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("not in a checkout");
            }
        }
        return folder;
    }

    static Content load(Path pack) {
        try {
            return ContentLoader.load(pack, HZ);
        } catch (ContentException wrong) {
            throw new IllegalStateException(wrong.getMessage(), wrong);
        }
    }

    /// Copies the starter pack, to be changed.
    static void copyStarter(Path target) {
        Path source = root().resolve("content/starter");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static void replace(Path pack, String file, String from, String to) {
        try {
            Path path = pack.resolve(file);
            String text = Files.readString(path);
            if (!text.contains(from)) {
                throw new IllegalStateException(file + " has no `" + from + "`");
            }
            Files.writeString(path, text.replaceFirst(java.util.regex.Pattern.quote(from), to));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
