package dev.rudp.cli;

import dev.rudp.loadtest.LoadTestOptions;
import dev.rudp.loadtest.Plan;
import dev.rudp.loadtest.scenario.Scenarios;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "loadtest",
        description = {
            "Puts real connections of bots on a server and measures what it holds: rates,",
            "loss, round trips, tick, CPU, memory.",
            "",
            "Exit code: 0 every target is met; 1 one is missed; 2 it did not run; 3 invalid:",
            "the bots did not offer the load, so nothing is known about the server."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./rudp loadtest --players 2000 --seconds 60",
            "  ./rudp loadtest --players 500 --json figures.json --html report.html",
            "  ./rudp loadtest --attach 127.0.0.1:8080",
            "  ./rudp loadtest --set shards.count=2",
            "  ./rudp loadtest --scenario crowd --players 500 --loss 0.05",
            "  ./rudp loadtest --find-max --hz 60 --html capacity.html",
            "  ./rudp loadtest --players 500 --seconds 20 --hostile 200000"
        })
final class LoadTestCommand implements Callable<Integer> {
    @SuppressWarnings("NullAway.Init")
    @ParentCommand
    private Rudp rudp;

    @Option(
            names = "--players",
            paramLabel = "N",
            description =
                    "Bots, each with a connection of its own (default: 2000); with --find-max the"
                            + " most to try (default: 8000).")
    private @Nullable Integer players;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Length of the measured part (default: 60; of each point: 9).")
    private @Nullable Integer seconds;

    @Option(
            names = "--warmup-seconds",
            paramLabel = "N",
            description =
                    "Left out before it, once all are connected (default: 15; of each point: 10).")
    private @Nullable Integer warmupSeconds;

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
            completionCandidates = ScenarioNames.class,
            description = "What the bots do (default: ${DEFAULT-VALUE}):%n${COMPLETION-CANDIDATES}")
    private String scenario = "";

    @Option(
            names = "--hz",
            paramLabel = "N",
            description =
                    "Ticks of the world, and inputs and snapshots of each player, per second"
                            + " (default: 60; with --find-max: 60 and then 30).")
    private @Nullable Integer tickHz;

    @Option(
            names = "--loss",
            paramLabel = "RATIO",
            defaultValue = "0",
            description =
                    "Share of the datagrams, each way, that is thrown away on purpose, such as 0.05;"
                            + " round trips are then not judged (default: ${DEFAULT-VALUE}).")
    private double lossRatio;

    @Option(
            names = "--constant-density",
            description =
                    "With walk: on a field that grows with the number of players, 2,000 to a square"
                            + " kilometre.")
    private boolean constantDensity;

    @Option(
            names = "--find-max",
            description =
                    "Searches for the largest number of players with which every target is kept, by"
                            + " doubling and halving; minutes.")
    private boolean findMax;

    @Option(
            names = "--server-java-opts",
            paramLabel = "OPTIONS",
            defaultValue = "",
            description =
                    "Options for the Java of the server that is started, such as -XX:+UseZGC.")
    private String serverJavaOptions = "";

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
        Plan plan =
                new Plan(
                        scenario,
                        Objects.requireNonNullElse(tickHz, 60),
                        lossRatio,
                        constantDensity);
        LoadTestOptions options =
                new LoadTestOptions(
                        Objects.requireNonNullElse(players, findMax ? 8000 : 2000),
                        Objects.requireNonNullElse(seconds, findMax ? 9 : 60),
                        Objects.requireNonNullElse(warmupSeconds, findMax ? 10 : 15),
                        plan,
                        attach,
                        json,
                        html,
                        settings,
                        serverJvmFlags(),
                        seed);
        if (findMax) {
            List<Integer> rates = tickHz == null ? List.of(60, 30) : List.of(tickHz);
            return rudp.programs().findMax(options, rates, rudp.out());
        }
        return hostile == null
                ? rudp.programs().loadTest(options, rudp.out())
                : rudp.programs().hostileTest(options, hostile, rudp.out());
    }

    private List<String> serverJvmFlags() {
        String text = serverJavaOptions.strip();
        return LoadTestOptions.jvmFlags(text.isEmpty() ? List.of() : List.of(text.split("\\s+")));
    }

    /// Each scenario with what it is about, for the help.
    static final class ScenarioNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Scenarios.all().stream()
                    .map(one -> "%n  " + one.name() + ": " + one.about())
                    .iterator();
        }
    }
}
