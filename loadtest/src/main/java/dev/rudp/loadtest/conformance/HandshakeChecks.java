package dev.rudp.loadtest.conformance;

import dev.rudp.loadtest.spec.Sealed;
import dev.rudp.loadtest.spec.Ticket;
import java.io.IOException;
import java.util.List;

/// How a session begins, and how it must not (docs/protocol.md §1.4).
final class HandshakeChecks {
    private static final int QUIET_MS = 400;
    private static final int FLOOD = 50;

    /// How often what must do nothing is sent, lest it be lost and prove nothing.
    private static final int TRIES = 4;

    private HandshakeChecks() {}

    static List<Check> all() {
        return List.of(
                new Check("a token opens a session", "1.4", HandshakeChecks::opens),
                new Check(
                        "challenge, then keep-alive, then the rest", "1.4", HandshakeChecks::order),
                new Check("global sequences from 2^63", "1.3", HandshakeChecks::globalSequences),
                new Check("a request is answered when repeated", "1.4", HandshakeChecks::repeats),
                new Check("a request gets no more bytes back", "1.4", HandshakeChecks::noAmplifier),
                new Check("nor does a flood of requests", "1.4", HandshakeChecks::noFloodAmplifier),
                new Check("a token admits one session only", "1.4", HandshakeChecks::once),
                new Check("a challenge is bound to its address", "1.4", HandshakeChecks::bound),
                new Check("damaged tokens are not answered", "1.2", HandshakeChecks::damaged),
                new Check("other protocols are not answered", "1.4", HandshakeChecks::foreign),
                new Check("expired tokens are not answered", "1.4", HandshakeChecks::expired));
    }

    private static Outcome opens(Lab lab) throws IOException, InterruptedException {
        Peer peer = lab.player();
        Sealed answer = peer.newest(Sealed.KEEP_ALIVE);
        int index = answer == null ? -1 : answer.clientIndex();
        int slots = answer == null ? 0 : answer.maxClients();
        return Outcome.of(index >= 0 && index < slots, "client " + index + " of " + slots);
    }

    private static Outcome order(Lab lab) throws IOException, InterruptedException {
        Peer peer = lab.player();
        peer.live(300);
        boolean connected = false;
        for (Sealed packet : peer.received) {
            boolean early = packet.type() == Sealed.CHALLENGE || packet.type() == Sealed.KEEP_ALIVE;
            if (!connected && !early) {
                return Outcome.failed("type " + packet.type() + " before the first keep-alive");
            }
            connected |= packet.type() == Sealed.KEEP_ALIVE;
        }
        return Outcome.of(
                peer.refused.isEmpty(),
                peer.refused.isEmpty()
                        ? peer.received.size() + " packets"
                        : peer.refused.getFirst());
    }

    private static Outcome globalSequences(Lab lab) throws IOException, InterruptedException {
        Peer peer = lab.player();
        Sealed challenge = peer.newest(Sealed.CHALLENGE);
        long sequence = challenge == null ? 0 : challenge.sequence();
        return Outcome.of(sequence < 0, "challenge " + Long.toUnsignedString(sequence));
    }

    private static Outcome repeats(Lab lab) throws IOException, InterruptedException {
        Peer peer = lab.stranger();
        long first = peer.challenged().sequence();
        peer.listen(QUIET_MS);
        long second = peer.challenged().sequence();
        boolean connected = peer.respond() != null;
        return Outcome.of(
                first != second && connected,
                peer.count(Sealed.CHALLENGE) + " challenges, the newest opens a session");
    }

    private static Outcome noAmplifier(Lab lab) throws IOException, InterruptedException {
        Peer peer = lab.stranger();
        peer.challenged();
        peer.listen(QUIET_MS);
        return noMoreThanAsked(peer);
    }

    private static Outcome noFloodAmplifier(Lab lab) throws IOException, InterruptedException {
        Peer peer = lab.stranger();
        peer.challenged();
        for (int i = 0; i < FLOOD; i++) {
            peer.raw(peer.ticket.request());
        }
        peer.listen(QUIET_MS);
        // Still answered: nothing came back for want of a listener.
        peer.challenged();
        return noMoreThanAsked(peer);
    }

    private static Outcome noMoreThanAsked(Peer peer) {
        return Outcome.of(
                peer.bytesReceived <= peer.bytesSent,
                peer.bytesReceived + " bytes for " + peer.bytesSent);
    }

    private static Outcome once(Lab lab) throws IOException, InterruptedException {
        Peer first = lab.player();
        Peer second = lab.thief(first);
        int answers = askInVain(second, second.ticket.request(), lab.stranger());
        return Outcome.of(answers == 0 && alive(first), answers + " answers to a used token");
    }

    /// Neither at an address that never asked, nor at one that did and may have a challenge of its
    /// own. In the end it is good where it belongs: it was not for its age that it was refused.
    private static Outcome bound(Lab lab) throws IOException, InterruptedException {
        Peer asker = lab.stranger();
        Sealed challenge = asker.challenged();
        Peer silent = lab.thief(asker);
        Peer asking = lab.thief(asker);
        for (int i = 0; i < TRIES; i++) {
            silent.send(Sealed.RESPONSE, challenge.body());
            asking.raw(asking.ticket.request());
            asking.send(Sealed.RESPONSE, challenge.body());
            asking.listen(QUIET_MS / TRIES);
        }
        silent.listen(QUIET_MS);
        asking.listen(QUIET_MS);
        long answers = silent.answers() + asking.answers() - asking.count(Sealed.CHALLENGE);
        boolean connected = asker.respond() != null;
        return Outcome.of(
                answers == 0 && connected,
                answers + " answers elsewhere" + (connected ? "" : ", and none where it belongs"));
    }

    private static Outcome damaged(Lab lab) throws IOException, InterruptedException {
        int answers = 0;
        for (int at : new int[] {38, 61, 62, 500, 1_061, 1_062, 1_077}) {
            answers += askDamaged(lab, at);
        }
        return Outcome.of(answers == 0, answers + " answers to 7 damaged tokens");
    }

    private static Outcome foreign(Lab lab) throws IOException, InterruptedException {
        int answers = 0;
        for (int at : new int[] {1, 12, 14, 21}) {
            answers += askDamaged(lab, at);
        }
        return Outcome.of(answers == 0, answers + " answers to other versions and protocols");
    }

    /// The expiry is authenticated: only whoever can seal tokens can make an expired one.
    private static Outcome expired(Lab lab) throws IOException, InterruptedException {
        if (!(lab.tickets instanceof Tickets.FromKey key)) {
            return Outcome.skipped("needs --private-key");
        }
        Ticket old = key.expired();
        Peer peer = lab.holder(old);
        int answers = askInVain(peer, old.request(), lab.stranger());
        return Outcome.of(answers == 0, answers + " answers to a token of an hour ago");
    }

    /// The same token undamaged must be answered.
    private static int askDamaged(Lab lab, int at) throws IOException, InterruptedException {
        Peer peer = lab.stranger();
        byte[] request = peer.ticket.request();
        request[at] ^= 1;
        return askInVain(peer, request, lab.thief(peer));
    }

    /// Asks several times, and then from the same network as one who must be answered: silence
    /// proves nothing where nobody listens, or where the network's budget is used up.
    ///
    /// @return the answers to the former
    /// @throws IOException if the latter is not answered
    private static int askInVain(Peer peer, byte[] request, Peer honest) throws IOException {
        for (int i = 0; i < TRIES && peer.answers() == 0; i++) {
            peer.raw(request);
            peer.listen(QUIET_MS / TRIES);
        }
        if (peer.answers() == 0) {
            honest.challenged();
            peer.listen(QUIET_MS / TRIES);
        }
        return peer.answers();
    }

    /// {@return whether the server still speaks to this player}
    static boolean alive(Peer player) throws IOException {
        player.live(QUIET_MS);
        return player.hears() && player.newest(Sealed.DISCONNECT) == null;
    }
}
