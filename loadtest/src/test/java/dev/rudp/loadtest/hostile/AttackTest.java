package dev.rudp.loadtest.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.netcode.ConnectToken;
import dev.rudp.transport.netcode.ConnectionRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AttackTest {
    private static final ConnectToken TOKEN =
            ConnectToken.create(
                    7,
                    1,
                    new byte[0],
                    List.of(PeerAddress.v4(0x7F00_0001, 40_000)),
                    Duration.ofSeconds(30),
                    5,
                    new byte[32],
                    1_000,
                    new SplittableRandom(1));

    @Test
    void everyKindComesFromManyLoopbackAddresses() {
        Set<Long> sources = new HashSet<>();
        List<Integer> lengths = new ArrayList<>();
        int[] copies = new int[1];
        byte[] request = new byte[ConnectionRequest.BYTES];
        TOKEN.putRequest(request, 0);
        DatagramOutbox outbox =
                new DatagramOutbox(
                        64,
                        batch -> {
                            for (int i = 0; i < batch.size(); i++) {
                                lengths.add(batch.length(i));
                                sources.add(batch.localLo(i));
                                assertEquals(
                                        0x7F, batch.localLo(i) >>> 24 & 0xFF, "a loopback address");
                                assertEquals(40_000, batch.peerPort(i));
                                copies[0] +=
                                        isSame(
                                                        request,
                                                        batch.bytes(),
                                                        batch.offset(i),
                                                        batch.length(i))
                                                ? 1
                                                : 0;
                            }
                        });
        Attack attack = new Attack(TOKEN, new SplittableRandom(2), outbox);
        for (int i = 0; i < 1_000; i++) {
            attack.next();
        }
        outbox.flush();
        assertEquals(1_000, attack.sent());
        assertEquals(1_000, lengths.size());
        assertEquals(300, lengths.stream().filter(n -> n == ConnectionRequest.BYTES).count());
        assertEquals(100, copies[0]);
        assertTrue(lengths.stream().anyMatch(n -> n < 18));
        assertTrue(lengths.stream().anyMatch(n -> n > 1_225));
        assertTrue(sources.size() > 900, sources.size() + " sources");
    }

    private static boolean isSame(byte[] request, byte[] bytes, int offset, int length) {
        return length == request.length
                && java.util.Arrays.equals(request, 0, length, bytes, offset, offset + length);
    }
}
