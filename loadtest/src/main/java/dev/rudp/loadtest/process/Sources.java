package dev.rudp.loadtest.process;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.concurrent.TimeUnit;

/// Which sources this program was built from, for the report.
public final class Sources {
    private static final String UNKNOWN = "unknown";

    private Sources() {}

    /// {@return the commit that is checked out where this program lies, with `-dirty` when files
    /// were changed since; `unknown` outside a repository or without git}
    public static String commit() {
        try {
            CodeSource source = Sources.class.getProtectionDomain().getCodeSource();
            if (source == null) {
                return UNKNOWN;
            }
            Path place = Path.of(source.getLocation().toURI());
            Path folder = Files.isDirectory(place) ? place : place.getParent();
            Process git =
                    new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=10")
                            .directory(folder == null ? null : folder.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean done = git.waitFor(5, TimeUnit.SECONDS) && git.exitValue() == 0;
            return done && !answer.isBlank() ? answer.strip() : UNKNOWN;
        } catch (IOException | URISyntaxException noRepository) {
            return UNKNOWN;
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }
}
