package dev.rudp.benchmarks.datagram;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A child of the benchmark: this very program's Java and class path, another main class. It is
/// told what to do over its standard input and answers in lines; when its input closes it ends, so
/// it outlives neither [#close()] nor the death of the parent.
final class BenchProcess implements AutoCloseable {
    private static final String OUTPUT_ENDED = "";

    private final String name;
    private final Process process;
    private final BufferedWriter input;
    private final LinkedBlockingQueue<String> output = new LinkedBlockingQueue<>();

    private BenchProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofVirtual().name(name + "-output").start(this::readOutput);
    }

    static BenchProcess start(Class<?> main, Object... args) throws IOException {
        List<String> command = new ArrayList<>();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        command.add(ProcessHandle.current().info().command().orElse(java.toString()));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-XX:+UseSerialGC");
        command.add("-Xms256m");
        command.add("-Xmx512m");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        for (Object arg : args) {
            command.add(arg.toString());
        }
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return new BenchProcess(main.getSimpleName() + " " + args[0], process);
    }

    /// Sends a command and {@return the figures `key=value` of the line that answers it}
    Map<String, Long> ask(String command, long timeOutSeconds)
            throws IOException, InterruptedException {
        input.write(command);
        input.newLine();
        input.flush();
        return await(timeOutSeconds);
    }

    /// {@return the figures of the next line}
    Map<String, Long> await(long timeOutSeconds) throws IOException, InterruptedException {
        @Nullable String line = output.poll(timeOutSeconds, TimeUnit.SECONDS);
        if (line == null) {
            throw new IOException(name + " did not answer within " + timeOutSeconds + " s");
        }
        if (line.equals(OUTPUT_ENDED)) {
            throw new IOException(name + " ended with exit code " + process.waitFor());
        }
        Map<String, Long> figures = new LinkedHashMap<>();
        for (String word : line.split(" ", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                figures.put(word.substring(0, equals), Long.valueOf(word.substring(equals + 1)));
            }
        }
        return figures;
    }

    @Override
    public void close() throws IOException {
        try {
            input.close();
        } finally {
            try {
                if (!process.waitFor(5, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException interrupted) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().filter(line -> !line.isEmpty()).forEach(output::add);
        } catch (IOException | java.io.UncheckedIOException broken) {
            System.err.println(name + ": " + broken);
        }
        output.add(OUTPUT_ENDED);
    }
}
