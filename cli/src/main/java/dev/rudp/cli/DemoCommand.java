package dev.rudp.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "demo",
        description = {
            "Runs a server and bots that play on it; prints a status line each second",
            "and the address of a page that shows the world from above. Ctrl-C ends it."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ./rudp demo", "  ./rudp demo --players 1000", "  ./rudp demo --http-port 0"})
final class DemoCommand implements Callable<Integer> {
    private static final int MAX_PLAYERS = 10_000;

    @SuppressWarnings("NullAway.Init")
    @ParentCommand
    private Rudp rudp;

    @Option(
            names = "--players",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many bots play (default: ${DEFAULT-VALUE}).")
    private int players;

    @Mixin private SettingsOptions settings = new SettingsOptions();

    @Override
    public Integer call() throws Exception {
        Bounds.check("--players", players, 1, MAX_PLAYERS);
        return rudp.programs().demo(settings.load(rudp.environment()), players, rudp.out());
    }
}
