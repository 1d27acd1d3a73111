package dev.rudp.loadtest.hostile;

import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.netcode.ConnectToken;
import dev.rudp.transport.udp.UdpConfig;
import dev.rudp.transport.udp.UdpSocket;
import dev.rudp.transport.udp.UdpSockets;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// An attack in a process of its own, so that its CPU is nobody else's. Bounded: it ends by itself
/// after its seconds, and sooner when it is closed. Only ever against the loopback.
public final class AttackProcess implements AutoCloseable {
    /// The most datagrams per second that may be asked for.
    public static final int MAX_RATE = 1_000_000;

    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long STEP_NS = 500_000L;
    private static final int BATCH = 64;
    private static final int LOOPBACK = 127;
    private static final int START_SECONDS = 20;

    private final Process process;
    private final BufferedReader output;

    private AttackProcess(Process process, BufferedReader output) {
        this.process = process;
        this.output = output;
    }

    /// Starts it and returns when it begins to send.
    ///
    /// @param token the server's, not used for anything else
    /// @param rate datagrams per second
    public static AttackProcess start(byte[] token, int rate, int seconds) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process =
                new ProcessBuilder(
                                List.of(
                                        ProcessHandle.current().info().command().orElse(java),
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-XX:+UseSerialGC",
                                        "-Xmx128m",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        AttackProcess.class.getName(),
                                        Base64.getEncoder().encodeToString(token),
                                        Integer.toString(rate),
                                        Integer.toString(seconds)))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        if (line == null || !line.equals("attacking")) {
            process.destroy();
            throw new IOException("the attack did not start: " + line);
        }
        return new AttackProcess(process, output);
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /// Waits for its end and {@return how many datagrams the kernel took}
    public long sent() throws IOException, InterruptedException {
        String line = output.readLine();
        if (line == null
                || !line.startsWith("sent=")
                || !process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the attack did not end as it should: " + line);
        }
        return Long.parseLong(line.substring("sent=".length()));
    }

    @Override
    public void close() {
        process.destroy();
    }

    /// @param args the token in base64, datagrams per second, seconds
    public static void main(String[] args) throws IOException {
        ConnectToken token = ConnectToken.parse(Base64.getDecoder().decode(args[0]));
        int rate = Integer.parseInt(args[1]);
        long runNs = Integer.parseInt(args[2]) * NS_PER_SECOND;
        PeerAddress server = token.servers().getFirst();
        if (!server.isV4() || (server.lo() >>> 24 & 0xFF) != LOOPBACK) {
            throw new IllegalArgumentException("server=" + server + " is not on the loopback");
        }
        try (UdpSocket socket = UdpSockets.open(UdpConfig.of(PeerAddress.v4(0, 0)))) {
            long[] taken = new long[1];
            DatagramOutbox outbox =
                    new DatagramOutbox(BATCH, batch -> taken[0] += socket.send(batch));
            Attack attack = new Attack(token, new SplittableRandom(1), outbox);
            System.out.println("attacking");
            long startNs = System.nanoTime();
            long elapsedNs = 0;
            while (elapsedNs < runNs) {
                long due = (long) ((double) elapsedNs / NS_PER_SECOND * rate);
                while (attack.sent() < due) {
                    attack.next();
                }
                outbox.flush();
                LockSupport.parkNanos(STEP_NS);
                elapsedNs = System.nanoTime() - startNs;
            }
            System.out.println("sent=" + taken[0]);
        }
    }
}
