package dev.rudp.benchmarks.datagram;

import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.udp.UdpConfig;
import dev.rudp.transport.udp.UdpSocket;
import dev.rudp.transport.udp.UdpSockets;
import java.io.IOException;

/// A load generator, as a process: all players on one socket, each with a local address of its own,
/// each sending at one rate and at a phase of its own. The rate does not depend on the server: what
/// falls behind the schedule is caught up and shows in `sent`. Obeys `connect`, `run SECONDS` and
/// `disconnect`, and answers each when it is done.
public final class LoadProcess {
    private static final PeerAddress ANY = PeerAddress.v4(0, 0);
    private static final int BATCH = 64;

    /// Datagrams sent between two looks at what has come back.
    private static final int BURST = 4 * BATCH;

    /// How long late answers are waited for at the end of a run.
    private static final long LINGER_NS = 200_000_000L;

    private static final long CONNECT_TIME_OUT_NS = 20 * DatagramLoad.NS_PER_SECOND;

    private final int players;
    private final int hz;
    private final Players work;
    private final Pump pump;
    private final CommandLineInput commands;
    private int nextPlayer;

    private LoadProcess(int players, int hz, Players work, Pump pump, CommandLineInput commands) {
        this.players = players;
        this.hz = hz;
        this.work = work;
        this.pump = pump;
        this.commands = commands;
    }

    /// @param args `bare`, `transport` or `enet`, the number of players, the server's port on the
    ///   loopback, and how often per second each player sends
    public static void main(String[] args) throws IOException {
        int players = Integer.parseInt(args[1]);
        int port = Integer.parseInt(args[2]);
        int hz = Integer.parseInt(args[3]);
        CommandLineInput commands = CommandLineInput.start();
        if (args[0].equals("enet")) {
            EnetPlayers work = new EnetPlayers(port, players);
            commands.answer("ready");
            new LoadProcess(players, hz, work, work, commands).serve();
            return;
        }
        PeerAddress server = PeerAddress.v4(0x7F00_0001, port);
        try (UdpSocket socket = UdpSockets.open(UdpConfig.of(ANY))) {
            if (!socket.choosesLocalAddress()) {
                throw new IOException("the load needs the Linux UDP driver: an address per player");
            }
            DatagramOutbox outbox = new DatagramOutbox(BATCH, socket::send);
            LoadWork work =
                    args[0].equals("bare")
                            ? new BarePlayers(server, players, outbox)
                            : new TransportPlayers(server, players, outbox);
            commands.answer("ready");
            new LoadProcess(players, hz, work, new SocketPump(socket, outbox, work), commands)
                    .serve();
        }
    }

    /// Ends with the process.
    private void serve() {
        while (true) {
            String command = commands.poll();
            if (command != null) {
                obey(command);
            }
            pump.pump(DatagramLoad.WAIT_NS);
        }
    }

    private void obey(String command) {
        if (command.equals("connect")) {
            connect();
        } else if (command.equals("disconnect")) {
            work.disconnect(System.nanoTime());
            pump.pump(0);
            commands.answer("disconnected");
        } else {
            run(Long.parseLong(command.substring("run ".length())) * DatagramLoad.NS_PER_SECOND);
        }
    }

    private void connect() {
        long startNs = System.nanoTime();
        work.connect(startNs);
        while (work.connected() < players && System.nanoTime() - startNs < CONNECT_TIME_OUT_NS) {
            pump.pump(DatagramLoad.WAIT_NS);
        }
        commands.answer("connected=" + work.connected());
    }

    private void run(long runNs) {
        long echoes = work.echoes();
        long sent = 0;
        long latestNs = 0;
        long startNs = System.nanoTime();
        long perSecond = (long) players * hz;
        long elapsedNs = 0;
        while (elapsedNs < runNs) {
            long nowNs = startNs + elapsedNs;
            long due = (long) ((double) elapsedNs / DatagramLoad.NS_PER_SECOND * perSecond);
            if (sent < due) {
                long dueNs = (long) ((double) sent / perSecond * DatagramLoad.NS_PER_SECOND);
                latestNs = Math.max(latestNs, elapsedNs - dueNs);
            }
            // Never all at once: while we catch up, the answers must not overflow our own socket.
            long until = Math.min(due, sent + BURST);
            for (; sent < until; sent++) {
                work.send(nextPlayer, nowNs);
                nextPlayer = nextPlayer + 1 == players ? 0 : nextPlayer + 1;
            }
            pump.pump(sent < due ? 0 : DatagramLoad.WAIT_NS);
            elapsedNs = System.nanoTime() - startNs;
        }
        long endNs = System.nanoTime() + LINGER_NS;
        while (System.nanoTime() < endNs) {
            pump.pump(DatagramLoad.WAIT_NS);
        }
        commands.answer(
                "ran sent=%d echoes=%d ns=%d latestNs=%d"
                        .formatted(sent, work.echoes() - echoes, elapsedNs, latestNs));
    }
}
