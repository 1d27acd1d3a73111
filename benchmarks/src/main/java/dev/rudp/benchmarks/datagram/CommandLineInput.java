package dev.rudp.benchmarks.datagram;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// What the parent process says, line by line on standard input. When it says no more, because it
/// is done or dead, this process ends: no child outlives a benchmark.
final class CommandLineInput {
    private final ConcurrentLinkedQueue<String> commands = new ConcurrentLinkedQueue<>();

    /// Begins to read, on a thread of its own.
    static CommandLineInput start() {
        CommandLineInput input = new CommandLineInput();
        Thread.ofPlatform().daemon().name("commands").start(input::read);
        return input;
    }

    /// {@return the next command, or null when there is none yet}
    @Nullable String poll() {
        return commands.poll();
    }

    /// Answers the parent.
    void answer(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private void read() {
        try (var lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                commands.add(line);
                line = lines.readLine();
            }
        } catch (IOException parentGone) {
            System.err.println("the benchmark's parent process is gone: " + parentGone);
        }
        System.exit(0);
    }
}
