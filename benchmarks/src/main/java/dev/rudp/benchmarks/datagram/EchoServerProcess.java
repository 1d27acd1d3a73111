package dev.rudp.benchmarks.datagram;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/// A measured server, as a process. Says `port=N`, then obeys: `begin` starts a window, `end` tells
/// what happened in it, CPU of the whole process included (compiler and collector too).
public final class EchoServerProcess {
    private final EchoServer server;
    private final CommandLineInput commands;
    private Totals begin = new Totals(0, 0, 0);

    /// What the process has done so far.
    private record Totals(long cpuNs, long received, long sent) {}

    private EchoServerProcess(EchoServer server, CommandLineInput commands) {
        this.server = server;
        this.commands = commands;
    }

    /// @param args `bare`, `transport` or `enet`, and the number of players
    public static void main(String[] args) throws IOException {
        CommandLineInput commands = CommandLineInput.start();
        try (EchoServer server = open(args[0], Integer.parseInt(args[1]))) {
            commands.answer("port=" + server.port());
            new EchoServerProcess(server, commands).serve();
        }
    }

    private static EchoServer open(String kind, int players) throws IOException {
        return switch (kind) {
            case "bare" -> SocketEchoServer.bare();
            case "transport" -> SocketEchoServer.transport(players);
            case "enet" -> new EnetEchoServer(players);
            default -> throw new IllegalArgumentException("kind=" + kind);
        };
    }

    /// Ends with the process.
    private void serve() {
        while (true) {
            String command = commands.poll();
            if (command != null) {
                obey(command);
            }
            server.turn();
        }
    }

    private void obey(String command) {
        switch (command) {
            case "begin" -> {
                begin = totals();
                commands.answer("begun");
            }
            case "end" -> {
                Totals end = totals();
                commands.answer(
                        "ended cpuNs=%d received=%d sent=%d"
                                .formatted(
                                        end.cpuNs() - begin.cpuNs(),
                                        end.received() - begin.received(),
                                        end.sent() - begin.sent()));
            }
            default -> throw new IllegalArgumentException("command=" + command);
        }
    }

    private Totals totals() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Totals(system.getProcessCpuTime(), server.received(), server.sent());
    }
}
