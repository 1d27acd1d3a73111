package dev.rudp.transport.ack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.Seeds;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReceivedPacketsTest {
    @Test
    void beforeTheFirstPacketTheAckIs65535WithoutBits() {
        ReceivedPackets received = new ReceivedPackets();
        assertEquals(65_535, received.ack());
        assertEquals(0, received.ackBits(received.ack()));
    }

    @Test
    void bitZeroIsTheAckItself() {
        ReceivedPackets received = new ReceivedPackets();
        received.mark(0);
        assertEquals(0, received.ack());
        assertEquals(0b1, received.ackBits(received.ack()));
        received.mark(3);
        assertEquals(3, received.ack());
        assertEquals(0b1001, received.ackBits(received.ack()));
        received.mark(2);
        assertEquals(3, received.ack());
        assertEquals(0b1011, received.ackBits(received.ack()));
    }

    @Test
    void agreesWithASetOfAllNumbers() {
        Seeds.forEach(
                200,
                random -> {
                    ReceivedPackets received = new ReceivedPackets();
                    Set<Long> model = new HashSet<>();
                    long newest = -1;
                    for (int i = 0; i < 2_000; i++) {
                        int jump = random.chance(0.01) ? 600 : 6;
                        int back = random.chance(0.05) ? 400 : 8;
                        long packet = Math.max(0, newest + random.nextInt(-back, jump));
                        int sequence = (int) packet & 0xFFFF;
                        boolean stale = newest - packet >= ReceivedPackets.WINDOW;
                        assertEquals(stale, received.isStale(sequence));
                        if (!stale) {
                            boolean known = !model.add(packet);
                            assertEquals(known, received.isDuplicate(sequence));
                            if (!known) {
                                received.mark(sequence);
                                newest = Math.max(newest, packet);
                            }
                        }
                        assertEquals(newest & 0xFFFF, received.ack());
                        for (int n = 0; n < 32; n++) {
                            boolean bit = (received.ackBits(received.ack()) >>> n & 1) != 0;
                            assertEquals(model.contains(newest - n), bit, "bit " + n);
                        }
                    }
                });
    }

    @Test
    void aBurstIsReportedInSeveralAcks() {
        Seeds.forEach(
                500,
                random -> {
                    ReceivedPackets received = new ReceivedPackets();
                    int reported = received.ack();
                    long newest = -1;
                    for (int round = 0; round < 20; round++) {
                        Set<Long> fresh = new HashSet<>();
                        for (int i = random.nextInt(150); i >= 0; i--) {
                            newest += 1 + (random.chance(0.02) ? 40 : 0);
                            received.mark((int) newest & 0xFFFF);
                            fresh.add(newest);
                        }
                        int headers = 0;
                        do {
                            reported = received.ackAfter(reported);
                            int bits = received.ackBits(reported);
                            long ack = newest - Sequence16.distance(received.ack(), reported);
                            for (int n = 0; n < 32; n++) {
                                if ((bits >>> n & 1) != 0) {
                                    fresh.remove(ack - n);
                                }
                            }
                            headers++;
                        } while (reported != received.ack());
                        long last = newest;
                        fresh.removeIf(packet -> last - packet >= ReceivedPackets.WINDOW);
                        assertEquals(Set.of(), fresh, "packets never reported");
                        assertTrue(headers <= 8, "headers=" + headers);
                    }
                });
    }

    @Test
    void halfTheCircleAwayIsStale() {
        ReceivedPackets received = new ReceivedPackets();
        received.mark(0);
        assertTrue(received.isStale(32_768));
        assertFalse(received.isStale(32_767));
    }

    @Test
    void whatOnlyALostHeaderSaidIsSaidAgain() {
        ReceivedPackets received = new ReceivedPackets();
        int[] reports = new int[100];
        for (int i = 0; i < 100; i++) {
            received.mark(i);
            reports[i] = received.ackBits(i);
            received.onReportSent(i);
        }
        for (int i = 0; i < 100; i++) {
            if (i < 20 || i >= 95) {
                received.onReportArrived(i, reports[i]);
            }
        }
        for (int i = 20; i < 95; i++) {
            received.onReportLost(i, reports[i]);
        }
        // Told were 0..19 and, by the headers 95..99, 64..99.
        Set<Integer> again = new HashSet<>();
        while (received.mustTellAgain()) {
            int ack = received.ackAfter(99);
            int bits = received.ackBits(ack);
            for (int n = 0; n < 32; n++) {
                if ((bits >>> n & 1) != 0) {
                    again.add(ack - n);
                }
            }
            received.onReportSent(ack);
        }
        for (int i = 20; i < 64; i++) {
            assertTrue(again.contains(i), "packet " + i);
        }
        assertFalse(again.contains(5));
        assertEquals(99, received.ackAfter(99));
    }

    @Test
    void whatHasLeftTheWindowIsNotSaidAgain() {
        ReceivedPackets received = new ReceivedPackets();
        received.mark(0);
        received.mark(400);
        received.onReportLost(0, 1);
        assertFalse(received.mustTellAgain());
    }
}
