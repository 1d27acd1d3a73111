package dev.rudp.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `rudp`, the root of all commands.
@Command(name = "rudp", mixinStandardHelpOptions = true, version = "rudp 0.1.0")
public final class Rudp {
    private Rudp() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Rudp()).execute(args));
    }
}
