package dev.rudp.loadtest.conformance;

import dev.rudp.loadtest.spec.AckHeader;
import dev.rudp.loadtest.spec.Inbox;
import dev.rudp.loadtest.spec.RefusedException;
import dev.rudp.loadtest.spec.Sealed;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What a session does while it lives, and how it ends (docs/protocol.md §1.5, §2, §3).
final class SessionChecks {
    private static final long MS = 1_000_000L;
    private static final int KEEP_ALIVE_MS = 100;

    /// What a scheduler and a network may add to a keep-alive.
    private static final int LATE_MS = 150;

    private static final int TIMEOUT_SECONDS_MAX = 20;

    /// How often something is sent until its answer comes, half a second apart.
    private static final int TRIES = 6;

    private static final int GOODBYES = 10;

    /// The channels of our game server, docs/protocol.md §4.
    private static final Map<Integer, Inbox.Mode> GAME =
            Map.of(0, Inbox.Mode.UNRELIABLE_SEQUENCED, 1, Inbox.Mode.RELIABLE_ORDERED);

    private SessionChecks() {}

    static List<Check> all() {
        return List.of(
                new Check("never silent for long", "1.5", SessionChecks::keepAlives),
                new Check("sequences ascend, none twice", "1.3", SessionChecks::sequences),
                new Check("payloads are what §2 and §3 say", "2, 3", SessionChecks::payloads),
                new Check("packets are acknowledged", "2.3", SessionChecks::acks),
                new Check("payloads are echoed", "1.3", SessionChecks::echo),
                new Check("a goodbye ends the session", "1.5", SessionChecks::goodbye),
                new Check(
                        "silence and replays end it, life does not",
                        "1.5",
                        SessionChecks::timeout));
    }

    private static Outcome keepAlives(Lab lab) throws IOException, InterruptedException {
        Peer peer = lab.player();
        peer.live(2_000);
        long longestMs = peer.longestSilenceNs / MS;
        return Outcome.of(
                longestMs <= KEEP_ALIVE_MS + LATE_MS, "longest silence " + longestMs + " ms");
    }

    private static Outcome sequences(Lab lab) throws IOException, InterruptedException {
        Peer peer = lab.player();
        peer.live(1_000);
        Set<Long> seen = new HashSet<>();
        long newest = 0;
        for (Sealed packet : peer.received) {
            if (packet.type() < Sealed.KEEP_ALIVE) {
                continue;
            }
            if (!seen.add(packet.sequence())) {
                return Outcome.failed("sequence " + packet.sequence() + " twice");
            }
            newest = Math.max(newest, packet.sequence());
        }
        // The session's own count begins at 0: none of a thousand packets is far from it.
        return Outcome.of(newest < 10_000, seen.size() + " packets up to " + newest);
    }

    private static Outcome payloads(Lab lab) throws IOException, InterruptedException {
        if (!lab.tickets.isOurs()) {
            return Outcome.skipped("needs --http: plain netcode carries anything");
        }
        Peer peer = lab.player();
        peer.live(1_000);
        Inbox inbox = new Inbox(GAME);
        int messages = 0;
        for (Sealed packet : peer.received) {
            if (packet.type() == Sealed.PAYLOAD) {
                try {
                    messages += inbox.onPayload(packet.body()).size();
                } catch (RefusedException broken) {
                    return Outcome.failed(broken.rule());
                }
            }
        }
        long payloads = peer.count(Sealed.PAYLOAD);
        return payloads == 0
                ? Outcome.skipped("no payload came")
                : Outcome.of(messages > 0, messages + " messages in " + payloads + " payloads");
    }

    private static Outcome acks(Lab lab) throws IOException, InterruptedException {
        if (!lab.tickets.isOurs()) {
            return Outcome.skipped("needs --http: plain netcode carries anything");
        }
        Peer peer = lab.player();
        peer.live(200);
        Set<Integer> missing = new TreeSet<>(Set.of(0, 1, 2, 3, 4));
        try {
            // What was lost on its way is sent again.
            for (int i = 0; i < TRIES && !missing.isEmpty(); i++) {
                for (int sequence : missing) {
                    // Nothing received yet, no messages: a header alone.
                    peer.send(Sealed.PAYLOAD, new AckHeader(sequence, 0xFFFF, 0).write());
                }
                peer.live(500);
                missing.removeIf(acknowledged(peer)::contains);
            }
        } catch (RefusedException broken) {
            return Outcome.failed(broken.rule());
        }
        return Outcome.of(missing.isEmpty(), "5 packets, not acknowledged: " + missing);
    }

    /// {@return which of the first five packets the server's headers name}
    private static Set<Integer> acknowledged(Peer peer) throws RefusedException {
        Inbox inbox = new Inbox(GAME);
        Set<Integer> acknowledged = new HashSet<>();
        for (Sealed packet : peer.received) {
            if (packet.type() != Sealed.PAYLOAD) {
                continue;
            }
            inbox.onPayload(packet.body());
            AckHeader header = inbox.lastHeader();
            for (int sequence = 0; sequence < 5 && header != null; sequence++) {
                if (header.acknowledges(sequence)) {
                    acknowledged.add(sequence);
                }
            }
        }
        return acknowledged;
    }

    private static Outcome echo(Lab lab) throws IOException, InterruptedException {
        if (lab.tickets.isOurs()) {
            return Outcome.skipped("a game server echoes nothing");
        }
        Peer peer = lab.player();
        byte[] payload = new byte[1_200];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (i * 7);
        }
        for (int i = 0; i < TRIES && peer.count(Sealed.PAYLOAD) == 0; i++) {
            peer.send(Sealed.PAYLOAD, payload);
            peer.live(500);
        }
        boolean came = peer.count(Sealed.PAYLOAD) > 0;
        boolean same =
                peer.received.stream().anyMatch(packet -> Arrays.equals(packet.body(), payload));
        return same || !came
                ? (same ? Outcome.ok("1,200 bytes") : Outcome.skipped("it does not echo"))
                : Outcome.skipped("it sends payloads of its own");
    }

    private static Outcome goodbye(Lab lab) throws IOException, InterruptedException {
        Peer peer = lab.player();
        peer.live(200);
        // As often as clients say it: each copy may be lost.
        for (int i = 0; i < GOODBYES; i++) {
            peer.send(Sealed.DISCONNECT, new byte[0]);
            peer.listen(20);
        }
        int after = peer.listen(700);
        if (after > 0) {
            // What the server had not read yet when it sent these.
            after = peer.listen(700);
        }
        return Outcome.of(after == 0, after + " packets after the goodbye");
    }

    /// Three sessions at once: one falls silent, one is kept up by a recorded packet alone, one
    /// lives. Only the last may last. How a server that ends a session by itself says so is seen on
    /// the way: if it says goodbye, then not once only.
    private static Outcome timeout(Lab lab) throws IOException, InterruptedException {
        Peer silent = lab.player();
        Peer replayed = lab.player();
        Peer living = lab.player();
        int seconds = silent.ticket.timeoutSeconds();
        if (seconds <= 0 || seconds > TIMEOUT_SECONDS_MAX) {
            return Outcome.skipped("the token says " + seconds + " s");
        }
        byte[] recorded = replayed.keepAlive();
        silent.keepAlive();
        long startNs = System.nanoTime();
        for (int passedMs = 0; passedMs < (seconds + 2) * 1_000; passedMs += 2 * KEEP_ALIVE_MS) {
            living.live(KEEP_ALIVE_MS);
            replayed.raw(recorded);
            replayed.listen(KEEP_ALIVE_MS / 2);
            silent.listen(KEEP_ALIVE_MS / 2);
        }
        // What waited in the sockets while the others were served.
        silent.listen(300);
        replayed.listen(300);
        living.live(300);
        double silentS = (silent.lastReceivedNs - startNs) / 1e9;
        String lasted = "silent for %.1f s of %d".formatted(silentS, seconds);
        int afterwards = silent.listen(300);
        if (afterwards > 0) {
            return Outcome.failed("a silent client is still served");
        }
        if (replayed.listen(300) > 0) {
            return Outcome.failed("a replayed keep-alive keeps a session up");
        }
        if (silent.count(Sealed.DISCONNECT) == 1) {
            return Outcome.failed("one goodbye only");
        }
        return Outcome.of(living.live(300) > 0 && silentS > seconds - 1.5, lasted);
    }
}
