package dev.rudp.loadtest.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// The checks find nothing wrong with an honest server, and do find what is wrong with others.
class ConformanceIT {
    private static final String PRIVATE_KEY = "0123456789abcdef".repeat(4);
    private static final long PROTOCOL_ID = 0x0123_4567_89AB_CDEFL;

    /// All but the two that measure time. Side by side, each with clients of its own: they mostly
    /// wait, and each must bear what the floods of others cost.
    @Test
    void aPlainServerThatEchoesKeepsEveryRule() throws Exception {
        List<Check> checks =
                Conformance.checks().stream()
                        .filter(check -> !check.rule().contains("silen"))
                        .toList();
        List<String> wrong = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        try (EchoServer server = new EchoServer(PROTOCOL_ID, PRIVATE_KEY);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (Check check : checks) {
                outcomes.add(threads.submit(() -> outcome(check, server.address())));
            }
            for (int i = 0; i < checks.size(); i++) {
                Outcome outcome = outcomes.get(i).get();
                switch (outcome.result()) {
                    case OK -> {}
                    case FAILED -> wrong.add(checks.get(i).rule() + ": " + outcome.detail());
                    case SKIPPED -> skipped.add(checks.get(i).rule());
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(
                List.of("payloads are what §2 and §3 say", "packets are acknowledged"),
                skipped,
                "what plain netcode has not");
    }

    /// Silence proves nothing where nobody listens.
    @Test
    void aServerThatAnswersNothingIsFoundAtFault() throws Exception {
        try (DatagramSocket deaf = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Lab lab = lab((InetSocketAddress) deaf.getLocalSocketAddress())) {
            Check.Trial expired = check("expired tokens are not answered").trial();

            IOException silence = assertThrows(IOException.class, () -> expired.run(lab));

            assertEquals("no challenge within 3 s", silence.getMessage());
        }
    }

    @Test
    void aMirrorIsFoundAtFault() throws Exception {
        try (DatagramSocket mirror = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> reflect(mirror));
            InetSocketAddress address = (InetSocketAddress) mirror.getLocalSocketAddress();

            Outcome outcome = outcome(check("other protocols are not answered"), address);

            assertEquals(Outcome.Result.FAILED, outcome.result());
            assertTrue(outcome.detail().startsWith("4 answers"), outcome.detail());
        }
    }

    private static Check check(String rule) {
        return Conformance.checks().stream()
                .filter(check -> check.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static Outcome outcome(Check check, InetSocketAddress address)
            throws IOException, InterruptedException {
        try (Lab lab = lab(address)) {
            return check.trial().run(lab);
        }
    }

    private static Lab lab(InetSocketAddress address) {
        return new Lab(address, Tickets.with(PRIVATE_KEY, PROTOCOL_ID, address));
    }

    /// Sends everything back, until the socket is closed.
    private static void reflect(DatagramSocket mirror) {
        DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
        while (!mirror.isClosed()) {
            try {
                packet.setLength(2_048);
                mirror.receive(packet);
                mirror.send(packet);
            } catch (IOException closed) {
                return;
            }
        }
    }
}
