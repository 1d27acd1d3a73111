package dev.rudp.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/// The commands that build rather than run. The launcher carries them out itself, for the code that
/// would do it may not compile; here they have their help.
final class ScriptCommands {
    private ScriptCommands() {}

    @Command(
            name = "test",
            description = {
                "Checks everything as CI does: formatting, compiler, Error Prone, all tests.",
                "Arguments go to Maven."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  ./rudp test",
                "  ./rudp test -Dtest=PeerAddressTest",
                "  ./rudp test -pl server -am"
            })
    static final class Test extends Script {}

    @Command(
            name = "seeds",
            description = {
                "Runs the simulation and property tests from many seeds (10,000 without --runs):",
                "reliable delivery under loss up to 60 %%, reordering and duplicates, replication,",
                "movement, parsers. A seed that fails is printed as a line that repeats it."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  ./rudp seeds --runs 10000",
                "  ./rudp seeds --runs 100000 --tests 'ConnectionSimTest,ModesSimTest'"
            })
    static final class Seeds extends Script {}

    @Command(
            name = "fuzz",
            description = {
                "Lets Jazzer look for inputs that break a promise of the transport or the engine.",
                "Without a target, lists them. Inputs that reach new code join the corpus in",
                "src/test/resources/fuzz, which every `./rudp test` replays."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  ./rudp fuzz",
                "  ./rudp fuzz server-datagrams --seconds 600",
                "  ./rudp fuzz snapshots --seconds 60"
            })
    static final class Fuzz extends Script {}

    @Command(
            name = "format",
            description = "Formats all sources.",
            footerHeading = "%nExamples:%n",
            footer = "  ./rudp format")
    static final class Format extends Script {}

    /// Reached only when somebody runs the Java program without its launcher.
    abstract static class Script implements Callable<Integer> {
        @SuppressWarnings("NullAway.Init")
        @Spec
        private CommandSpec spec;

        @Unmatched private String[] arguments = {};

        @Override
        public Integer call() {
            throw new IllegalArgumentException(
                    "is done by the launcher: ./rudp "
                            + spec.name()
                            + " "
                            + String.join(" ", arguments));
        }
    }
}
