package dev.rudp.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "serve",
        description = "Runs a server until it is told to stop (Ctrl-C, SIGTERM).",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./rudp serve",
            "  ./rudp serve --config prod.yaml",
            "  ./rudp serve --udp-port 41000 --http-port 9090 --set session.max-players=500",
            "  RUDP_WORLD_TICK_HZ=30 ./rudp serve"
        })
final class ServeCommand implements Callable<Integer> {
    @SuppressWarnings("NullAway.Init")
    @ParentCommand
    private Rudp rudp;

    @Mixin private SettingsOptions settings = new SettingsOptions();

    @Override
    public Integer call() throws Exception {
        return rudp.programs().serve(settings.load(rudp.environment()), rudp.out());
    }
}
