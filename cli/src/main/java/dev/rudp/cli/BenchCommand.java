package dev.rudp.cli;

import dev.rudp.benchmarks.bench.BenchOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "bench",
        description = "Runs one benchmark; without a name, lists them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./rudp bench",
            "  ./rudp bench datagram",
            "  ./rudp bench datagram --players 10000 --hz 6",
            "  ./rudp bench cipher --json cipher.json"
        })
final class BenchCommand implements Callable<Integer> {
    @SuppressWarnings("NullAway.Init")
    @ParentCommand
    private Rudp rudp;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Which one.")
    private @Nullable String name;

    @Option(
            names = "--players",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Simulated clients, where it has some (default: ${DEFAULT-VALUE}).")
    private int players;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "Length of one turn (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Turns of each thing compared (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--hz",
            paramLabel = "N",
            defaultValue = "60",
            description =
                    "How often a second each client sends, where it does (default: ${DEFAULT-VALUE}).")
    private int hz;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures as JSON.")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        List<String> known = rudp.programs().benchmarks();
        String wanted = name;
        if (wanted == null) {
            rudp.out().println("benchmarks: " + String.join(", ", known));
            return Rudp.OK;
        }
        if (!known.contains(wanted)) {
            throw new IllegalArgumentException(
                    "no benchmark `" + wanted + "`; there are " + String.join(", ", known));
        }
        BenchOptions options = new BenchOptions(players, seconds, rounds, hz);
        return rudp.programs().bench(wanted, options, json, rudp.out());
    }
}
