package dev.rudp.testkit.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Lets Jazzer look for inputs that break a target, in a process of its own with this one's class
/// path; then keeps the smallest set of inputs that reaches as much code. What was found stays in
/// `target/fuzz/NAME/`.
public final class FuzzRunner {
    private static final Pattern WORTH_SHOWING =
            Pattern.compile(
                    "^(#\\d+\\s+(INITED|pulse|DONE|NEW)|==|\\tat |Caused by|MERGE|stat::).*");
    private static final int INPUT_BYTES_MAX = 4_096;

    private final FuzzCatalog catalog;
    private final PrintStream out;

    public FuzzRunner(FuzzCatalog catalog, PrintStream out) {
        this.catalog = catalog;
        this.out = out;
    }

    /// @return whether the promise held for every input tried
    public boolean run(String target, int seconds) throws IOException, InterruptedException {
        if (!catalog.targets().containsKey(target)) {
            throw new IllegalArgumentException(
                    "fuzz.target=" + target + " not in " + catalog.targets().keySet());
        }
        Path home = Path.of("target", "fuzz", target).toAbsolutePath();
        Files.createDirectories(home);
        Path corpus = Files.createTempDirectory(home, "corpus");
        Path minimal = Files.createTempDirectory(home, "minimal");
        FuzzCorpus kept = FuzzCorpus.of(target);
        kept.unpack(corpus);
        List<String> search = command(target, home);
        search.add("-max_total_time=" + seconds);
        search.add(corpus.toString());
        if (start(search) != 0) {
            out.println("broken: the input and a trace are in " + home);
            return false;
        }
        List<String> merge = command(target, home);
        merge.add("-merge=1");
        merge.add(minimal.toString());
        merge.add(corpus.toString());
        if (start(merge) != 0) {
            throw new IOException("the corpus could not be minimised, see above");
        }
        out.println("kept inputs: " + kept.pack(minimal));
        return true;
    }

    private List<String> command(String target, Path home) {
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return new ArrayList<>(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-ea",
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        classPath,
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + FuzzEntry.class.getName(),
                        "--target_args=" + catalog.getClass().getName() + "," + target,
                        "--instrumentation_includes=dev.rudp.**",
                        "--instrumentation_excludes=dev.rudp.testkit.**:"
                                + catalog.getClass().getPackageName()
                                + ".**",
                        "--reproducer_path=" + home,
                        "-artifact_prefix=" + home + "/",
                        "-max_len=" + INPUT_BYTES_MAX,
                        "-timeout=20",
                        "-rss_limit_mb=4096"));
    }

    private int start(List<String> command) throws IOException, InterruptedException {
        Process jazzer = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader lines = jazzer.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (WORTH_SHOWING.matcher(line).matches()) {
                    out.println(line);
                }
            }
            return jazzer.waitFor();
        } finally {
            jazzer.destroy();
        }
    }
}
