package dev.rudp.benchmarks.datagram;

import com.sun.management.OperatingSystemMXBean;
import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.udp.UdpConfig;
import dev.rudp.transport.udp.UdpSocket;
import dev.rudp.transport.udp.UdpSockets;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/// A measured server, as a process. Says `port=N`, then obeys: `begin` starts a window, `end` tells
/// what happened in it, CPU of the whole process included (compiler and collector too).
public final class EchoServerProcess {
    private static final PeerAddress LOOPBACK = PeerAddress.v4(0x7F00_0001, 0);
    private static final int BATCH = 256;

    private final UdpSocket socket;
    private final CommandLineInput commands;
    private final DatagramBatch incoming = new DatagramBatch(BATCH);
    private final DatagramOutbox outbox;
    private long received;
    private long sent;
    private Totals begin = new Totals(0, 0, 0);

    /// What the process has done so far.
    private record Totals(long cpuNs, long received, long sent) {}

    private EchoServerProcess(UdpSocket socket, CommandLineInput commands) {
        this.socket = socket;
        this.commands = commands;
        this.outbox = new DatagramOutbox(BATCH, batch -> sent += socket.send(batch));
    }

    /// @param args `bare` or `transport`, and the number of players
    public static void main(String[] args) throws IOException {
        CommandLineInput commands = CommandLineInput.start();
        try (UdpSocket socket = UdpSockets.open(UdpConfig.of(LOOPBACK))) {
            var server = new EchoServerProcess(socket, commands);
            int players = Integer.parseInt(args[1]);
            EchoWork work =
                    args[0].equals("bare")
                            ? new BareEcho(server.outbox)
                            : new TransportEcho(socket.localAddress(), players, server.outbox);
            commands.answer("port=" + socket.localAddress().port());
            server.serve(work);
        }
    }

    /// Ends with the process.
    private void serve(EchoWork work) {
        while (true) {
            String command = commands.poll();
            if (command != null) {
                obey(command);
            }
            received += socket.receive(incoming, DatagramLoad.WAIT_NS);
            work.onBatch(incoming, System.nanoTime());
            outbox.flush();
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
        return new Totals(system.getProcessCpuTime(), received, sent);
    }
}
