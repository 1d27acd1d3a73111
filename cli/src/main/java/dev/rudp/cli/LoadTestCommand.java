package dev.rudp.cli;

import dev.rudp.loadtest.LoadTestOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "loadtest",
        description = {
            "Puts real connections of bots on a server and measures what it holds: rates, loss,",
            "round trips, tick, CPU, memory. Exit code 0 only when every target is met."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./rudp loadtest --players 2000 --seconds 60",
            "  ./rudp loadtest --players 500 --json figures.json --html report.html",
            "  ./rudp loadtest --attach 127.0.0.1:8080",
            "  ./rudp loadtest --set shards.count=2",
            "  ./rudp loadtest --players 500 --seconds 20 --hostile 200000"
        })
final class LoadTestCommand implements Callable<Integer> {
    @SuppressWarnings("NullAway.Init")
    @ParentCommand
    private Rudp rudp;

    @Option(
            names = "--players",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Bots, each with a connection of its own (default: ${DEFAULT-VALUE}).")
    private int players;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "Length of the measured part (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warmup-seconds",
            paramLabel = "N",
            defaultValue = "15",
            description = "Left out before it, once all are connected (default: ${DEFAULT-VALUE}).")
    private int warmupSeconds;

    @Option(
            names = "--attach",
            paramLabel = "HOST:PORT",
            description = "HTTP address of a server that runs; without it, one is started.")
    private @Nullable String attach;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures as JSON.")
    private @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Writes a report with plots.")
    private @Nullable Path html;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the server that is started.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            defaultValue = "walk",
            description = "What the bots do (default: ${DEFAULT-VALUE}).")
    private String scenario = "";

    @Option(
            names = "--hostile",
            paramLabel = "RATE",
            description = {
                "Measures the players' round trips in peace, and then under so many hostile",
                "datagrams per second on the loopback; needs two cores for itself."
            })
    private @Nullable Integer hostile;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of what the bots do (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws Exception {
        LoadTestOptions options =
                new LoadTestOptions(
                        players,
                        seconds,
                        warmupSeconds,
                        scenario,
                        attach,
                        json,
                        html,
                        settings,
                        LoadTestOptions.SERVER_JVM_FLAGS,
                        seed);
        return hostile == null
                ? rudp.programs().loadTest(options, rudp.out())
                : rudp.programs().hostileTest(options, hostile, rudp.out());
    }
}
