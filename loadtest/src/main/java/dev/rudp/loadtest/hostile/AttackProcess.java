package dev.rudp.loadtest.hostile;

import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.netcode.ConnectToken;
import dev.rudp.transport.udp.UdpConfig;
import dev.rudp.transport.udp.UdpSocket;
import dev.rudp.transport.udp.UdpSockets;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An attack in a process of its own, so that its CPU is nobody else's. Bounded: it ends by itself
/// after its seconds, and sooner when it is closed. Only ever against the loopback.
public final class AttackProcess implements AutoCloseable {
    /// The most datagrams per second that may be asked for.
    public static final int MAX_RATE = 1_000_000;

    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long STEP_NS = 500_000L;
    private static final int WARM_UP_RATE = 200_000;
    private static final long WARM_UP_NS = 2 * NS_PER_SECOND;
    private static final int LOOPBACK = 127;
    private static final int START_SECONDS = 20;
    private static final Pattern DONE = Pattern.compile("sent=(\\d+) cpu-ms=(-?\\d+)");

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

    /// What an attack has done.
    ///
    /// @param sent datagrams that the kernel took
    /// @param cpuSeconds of the attacker's process, its start not included; NaN when unknown
    public record Done(long sent, double cpuSeconds) {}

    /// Waits for its end.
    public Done join() throws IOException, InterruptedException {
        String line = output.readLine();
        Matcher matcher = DONE.matcher(line == null ? "" : line);
        if (!matcher.matches() || !process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the attack did not end as it should: " + line);
        }
        long cpuMs = Long.parseLong(matcher.group(2));
        return new Done(Long.parseLong(matcher.group(1)), cpuMs < 0 ? Double.NaN : cpuMs / 1e3);
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
        warmUp(token);
        Attack attack = new Attack(token, new SplittableRandom(1));
        long cpuMs = cpuMs();
        long sent;
        try (BurstSocket socket = new BurstSocket((int) server.lo(), server.port())) {
            System.out.println("attacking");
            sent = send(attack, socket, rate, runNs);
        }
        System.out.println("sent=" + sent + " cpu-ms=" + (cpuMs() - cpuMs));
    }

    /// Lets the compilers finish with this program before anybody is measured: sends to a socket of
    /// our own that nobody reads.
    private static void warmUp(ConnectToken token) throws IOException {
        UdpConfig config = UdpConfig.of(PeerAddress.v4(LOOPBACK << 24 | 1, 0));
        try (UdpSocket sink = UdpSockets.open(config);
                BurstSocket socket =
                        new BurstSocket(
                                (int) sink.localAddress().lo(), sink.localAddress().port())) {
            Attack attack = new Attack(token, new SplittableRandom(2));
            send(attack, socket, WARM_UP_RATE, WARM_UP_NS);
        }
    }

    private static long send(Attack attack, BurstSocket socket, int rate, long runNs) {
        Burst burst = new Burst();
        long taken = 0;
        long startNs = System.nanoTime();
        long elapsedNs = 0;
        while (elapsedNs < runNs) {
            long due = (long) ((double) elapsedNs / NS_PER_SECOND * rate);
            while (attack.sent() < due) {
                attack.next(burst);
                taken += socket.send(burst) ? burst.count : 0;
            }
            LockSupport.parkNanos(STEP_NS);
            elapsedNs = System.nanoTime() - startNs;
        }
        return taken;
    }

    private static long cpuMs() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toMillis)
                .orElse(-1L);
    }
}
