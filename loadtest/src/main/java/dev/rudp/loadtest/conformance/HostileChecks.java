package dev.rudp.loadtest.conformance;

import dev.rudp.loadtest.spec.Sealed;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// What must do nothing: each check sends it, and then asks whether an honest session still lives.
final class HostileChecks {
    private static final int JUNK = 500;

    private HostileChecks() {}

    static List<Check> all() {
        return List.of(
                new Check("survives truncated datagrams", "1.3", HostileChecks::truncated),
                new Check("survives oversized datagrams", "1.3", HostileChecks::oversized),
                new Check("survives random datagrams", "1.3", HostileChecks::random),
                new Check("ignores reserved types", "1.3", HostileChecks::reserved),
                new Check("ignores forged packets", "1.3", HostileChecks::forged),
                new Check("ignores packets of the wrong length", "1.3", HostileChecks::wrongLength),
                new Check("does not answer strangers", "1.4", HostileChecks::strangers));
    }

    private static Outcome truncated(Lab lab) throws IOException, InterruptedException {
        Peer player = lab.player();
        byte[] whole = player.seal(Sealed.PAYLOAD, new byte[200]);
        byte[] request = player.ticket.request();
        for (int length = 0; length < whole.length; length++) {
            player.raw(Arrays.copyOf(whole, length));
        }
        for (int length = 0; length < request.length; length += 7) {
            player.raw(Arrays.copyOf(request, length));
        }
        return stillLives(lab, player);
    }

    private static Outcome oversized(Lab lab) throws IOException, InterruptedException {
        Peer player = lab.player();
        for (int length : new int[] {1_226, 1_300, 1_400, 9_000, 65_000}) {
            byte[] datagram = new byte[length];
            datagram[0] = 0x15;
            player.raw(datagram);
            datagram[0] = 0;
            player.raw(datagram);
        }
        return stillLives(lab, player);
    }

    private static Outcome random(Lab lab) throws IOException, InterruptedException {
        Peer player = lab.player();
        Peer stranger = lab.stranger();
        SplittableRandom chance = new SplittableRandom(1);
        for (int i = 0; i < JUNK; i++) {
            byte[] junk = new byte[chance.nextInt(1_400)];
            chance.nextBytes(junk);
            (i % 2 == 0 ? player : stranger).raw(junk);
            if (i % 50 == 0) {
                player.keepAlive();
            }
        }
        return stillLives(lab, player);
    }

    private static Outcome reserved(Lab lab) throws IOException, InterruptedException {
        Peer player = lab.player();
        for (int type = 7; type <= 15; type++) {
            player.send(type, new byte[20]);
        }
        for (int sequenceBytes : new int[] {0, 9, 10, 15}) {
            byte[] datagram = new byte[60];
            datagram[0] = (byte) (Sealed.PAYLOAD | (sequenceBytes << 4));
            player.raw(datagram);
        }
        return stillLives(lab, player);
    }

    /// A goodbye under a wrong key, and one with a bit turned on its way.
    private static Outcome forged(Lab lab) throws IOException, InterruptedException {
        Peer player = lab.player();
        for (int i = 0; i < 20; i++) {
            byte[] goodbye = player.seal(Sealed.DISCONNECT, new byte[0]);
            goodbye[goodbye.length - 1 - i % 16] ^= (byte) (1 << (i % 8));
            player.raw(goodbye);
            player.raw(
                    new Sealed(Sealed.DISCONNECT, 1_000_000L + i, new byte[0])
                            .seal(new byte[32], player.ticket.protocolId()));
        }
        return stillLives(lab, player);
    }

    /// Authentic packets whose body does not have the length of their type.
    private static Outcome wrongLength(Lab lab) throws IOException, InterruptedException {
        Peer player = lab.player();
        player.send(Sealed.DISCONNECT, new byte[1]);
        player.send(Sealed.KEEP_ALIVE, new byte[7]);
        player.send(Sealed.KEEP_ALIVE, new byte[9]);
        player.send(Sealed.PAYLOAD, new byte[0]);
        player.send(Sealed.RESPONSE, new byte[308]);
        return stillLives(lab, player);
    }

    private static Outcome strangers(Lab lab) throws IOException, InterruptedException {
        Peer player = lab.player();
        Peer stranger = lab.stranger();
        for (int i = 0; i < 3; i++) {
            for (int type = 1; type <= 15; type++) {
                stranger.send(type, new byte[8]);
            }
            // Another's session, from an address of one's own.
            stranger.raw(player.seal(Sealed.DISCONNECT, new byte[0]));
            stranger.listen(100);
        }
        int answers = stranger.answers();
        return answers == 0
                ? stillLives(lab, player)
                : Outcome.failed(answers + " answers without a request");
    }

    private static Outcome stillLives(Lab lab, Peer player)
            throws IOException, InterruptedException {
        if (!HandshakeChecks.alive(player)) {
            return Outcome.failed("the session is gone");
        }
        lab.player();
        return Outcome.ok("the session lives, and another can begin");
    }
}
