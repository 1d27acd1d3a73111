package dev.rudp.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// `rudp`, the root of all commands.
@Command(
        name = "rudp",
        version = "rudp 0.1.0",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        description = "An authoritative real-time game server over its own reliable UDP.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./rudp demo                                   watch 200 bots play",
            "  ./rudp serve --udp-port 41000                 run a server",
            "  ./rudp loadtest --players 2000 --seconds 60   what does this machine hold?",
            "  ./rudp bench datagram                         what does a datagram cost?",
            "  ./rudp conformance --target HOST:PORT ...     does a server keep the protocol?",
            "  ./rudp content check content/starter          is a content pack right?",
            "  ./rudp map convert island.tmj island.json     a map from the editor Tiled",
            "  ./rudp fuzz server-datagrams --seconds 600    look for inputs that break it",
            "  ./rudp test                                   check everything",
            "  ./rudp COMMAND --help                         all options of a command"
        },
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            LoadTestCommand.class,
            BenchCommand.class,
            ConformanceCommand.class,
            ContentCommand.class,
            MapCommand.class,
            ScriptCommands.Fuzz.class,
            ScriptCommands.Test.class,
            ScriptCommands.Seeds.class,
            ScriptCommands.Format.class
        })
public final class Rudp implements Callable<Integer> {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int MISUSED = 2;

    private final Programs programs;
    private final Map<String, String> environment;
    private final PrintStream out;

    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    Rudp(Programs programs, Map<String, String> environment, PrintStream out) {
        this.programs = programs;
        this.environment = environment;
        this.out = out;
    }

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Rudp rudp = new Rudp(new WiredPrograms(System.getenv()), System.getenv(), out);
        System.exit(rudp.execute(err, args));
    }

    int execute(PrintStream err, String... args) {
        CommandLine line = new CommandLine(this);
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setParameterExceptionHandler(Mistakes::explain);
        line.setExecutionExceptionHandler(Mistakes::explain);
        return line.execute(args);
    }

    /// Without a command: says which there are.
    @Override
    public Integer call() {
        spec.commandLine().usage(out);
        return OK;
    }

    Programs programs() {
        return programs;
    }

    Map<String, String> environment() {
        return environment;
    }

    PrintStream out() {
        return out;
    }
}
