package dev.rudp.transport.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.rudp.testkit.seed.Seeds;
import dev.rudp.transport.crypto.PacketCiphers;
import dev.rudp.transport.crypto.PacketKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Against a list in order of age.
class HandshakesPropertyTest {
    private static final int CAPACITY = 12;
    private static final int TOKENS = 5;

    @Test
    void keepsAgesAndTokensInAnyOrderOfComingAndGoing() {
        try (PacketKey key = PacketCiphers.jdk().key(new byte[32])) {
            Seeds.forEach(
                    300,
                    random -> {
                        Handshakes handshakes = new Handshakes(CAPACITY, random);
                        PendingToken[] tokens = new PendingToken[TOKENS];
                        for (int i = 0; i < TOKENS; i++) {
                            tokens[i] = new PendingToken(i, -i, 9, i, new byte[256], 1, key, key);
                        }
                        List<Pending> byAge = new ArrayList<>();
                        long nowNs = 0;
                        for (int step = 0; step < 200; step++) {
                            nowNs += random.nextInt(100) * 1_000_000L;
                            if (random.chance(0.6) && byAge.size() < CAPACITY) {
                                PendingToken token = tokens[random.nextInt(TOKENS)];
                                Handshake made = new Handshake(0, step, 1, token, step);
                                byAge.add(new Pending(handshakes.add(made, nowNs), nowNs));
                            } else if (!byAge.isEmpty()) {
                                Pending gone = byAge.remove(random.nextInt(byAge.size()));
                                PendingToken token = handshakes.get(gone.id).token();
                                boolean last = handshakes.remove(gone.id);
                                assertEquals(last, token.addresses == 0);
                            }
                            check(handshakes, byAge, tokens, nowNs);
                        }
                    });
        }
    }

    private record Pending(int id, long startNs) {}

    private static void check(
            Handshakes handshakes, List<Pending> byAge, PendingToken[] tokens, long nowNs) {
        assertEquals(byAge.size(), handshakes.count());
        assertEquals(byAge.size() == CAPACITY, handshakes.isFull());
        if (!byAge.isEmpty()) {
            assertEquals(byAge.getFirst().id, handshakes.oldest());
        }
        boolean hasPlace =
                byAge.size() < CAPACITY || nowNs - byAge.getFirst().startNs >= Handshakes.GRACE_NS;
        assertEquals(hasPlace, handshakes.hasPlace(nowNs));
        for (PendingToken token : tokens) {
            long pending =
                    byAge.stream().filter(one -> handshakes.get(one.id).token() == token).count();
            assertEquals(pending, token.addresses);
            if (pending > 0) {
                assertSame(token, handshakes.token(token.tagHi, token.tagLo));
            } else {
                assertNull(handshakes.token(token.tagHi, token.tagLo));
            }
        }
    }
}
