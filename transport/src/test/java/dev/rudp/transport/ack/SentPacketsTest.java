package dev.rudp.transport.ack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentPacketsTest {
    private static final long MS = 1_000_000;

    private final RttEstimator rtt = new RttEstimator();
    private final SentPackets sent = new SentPackets(rtt);
    private final Log log = new Log();

    private static final class Log implements PacketFate {
        final List<Long> acked = new ArrayList<>();
        final List<Long> lost = new ArrayList<>();
        final List<Integer> itemsAcked = new ArrayList<>();
        final List<Integer> itemsLost = new ArrayList<>();
        int late;

        @Override
        public void onPacketAcked(long packet, int bytes, boolean wasLost, long nowNs) {
            acked.add(packet);
            late += wasLost ? 1 : 0;
        }

        @Override
        public void onPacketLost(long packet, int bytes, long nowNs) {
            lost.add(packet);
        }

        @Override
        public void onItemAcked(int item) {
            itemsAcked.add(item);
        }

        @Override
        public void onItemLost(int item) {
            itemsLost.add(item);
        }
    }

    private void send(int count, long nowNs) {
        for (int i = 0; i < count; i++) {
            assertTrue(sent.hasRoomForItem());
            sent.addItem(1_000 + (int) sent.count());
            sent.onSent(100, true, nowNs, log);
        }
    }

    @Test
    void eachPacketIsAckedOnceHoweverOftenTheHeaderRepeatsIt() {
        send(3, 0);
        sent.onAcks(0, 0b1, true, 50 * MS, log);
        sent.onAcks(2, 0b101, true, 51 * MS, log);
        sent.onAcks(2, 0b111, true, 52 * MS, log);
        sent.onAcks(2, 0b111, true, 53 * MS, log);
        assertEquals(List.of(0L, 2L, 1L), log.acked);
        assertEquals(List.of(1_000, 1_002, 1_001), log.itemsAcked);
        assertEquals(List.of(), log.lost);
    }

    @Test
    void theThirdNewerAckMakesAPacketLost() {
        send(5, 0);
        sent.onAcks(2, 0b011, true, 10 * MS, log);
        assertEquals(List.of(), log.lost, "two newer ones may have overtaken it");
        sent.onAcks(3, 0b0111, true, 10 * MS, log);
        assertEquals(List.of(0L), log.lost);
        assertEquals(List.of(1_000), log.itemsLost);
    }

    @Test
    void nineEighthsOfTheRttMakeAnOvertakenPacketLost() {
        send(2, 0);
        sent.onAcks(1, 0b1, true, 80 * MS, log);
        assertEquals(80 * MS, rtt.rttNs());
        assertEquals(List.of(), log.lost);
        assertEquals(90 * MS, sent.lossDeadlineNs());
        sent.detectLosses(90 * MS - 1, log);
        assertEquals(List.of(), log.lost);
        sent.detectLosses(90 * MS, log);
        assertEquals(List.of(0L), log.lost);
        assertEquals(SentPackets.NO_DEADLINE, sent.lossDeadlineNs());
    }

    @Test
    void aPacketThatArrivesAfterItWasCalledLostStillCounts() {
        send(4, 0);
        sent.onAcks(3, 0b0111, true, 10 * MS, log);
        sent.onAcks(3, 0b1111, true, 11 * MS, log);
        assertEquals(List.of(0L), log.lost);
        assertTrue(log.acked.contains(0L) && log.itemsAcked.contains(1_000));
        assertEquals(1, log.late);
    }

    @Test
    void acksOfPacketsNeverSentAreIgnored() {
        sent.onAcks(65_535, 0, true, 0, log);
        sent.onAcks(5, -1, true, 0, log);
        send(2, 0);
        sent.onAcks(2, -1, true, 0, log);
        sent.onAcks(40_000, -1, true, 0, log);
        assertEquals(List.of(), log.acked);
        sent.onAcks(0, -1, true, 0, log);
        assertEquals(List.of(0L), log.acked, "bits before the first packet name nothing");
    }

    @Test
    void aPacketThatLeavesTheWindowUndecidedIsLost() {
        send(SentPackets.CAPACITY, 0);
        assertEquals(List.of(), log.lost);
        send(1, 0);
        assertEquals(List.of(0L), log.lost);
        assertEquals(SentPackets.CAPACITY, sent.span());
    }

    @Test
    void anAckThatMayBeARepetitionGivesNoRttSample() {
        send(1, 0);
        sent.onAcks(0, 1, false, 5_000 * MS, log);
        assertFalse(rtt.isSampled());
        assertEquals(List.of(0L), log.acked);
    }

    @Test
    void ackOnlyPacketsGiveNoRttSample() {
        sent.onSent(9, false, 0, log);
        sent.onAcks(0, 1, true, 5_000 * MS, log);
        assertFalse(rtt.isSampled());
    }

    @Test
    void itemsInFlightAreNeverOverwritten() {
        int perPacket = 60;
        int packets = 0;
        while (packets < 200) {
            int added = 0;
            while (added < perPacket && sent.hasRoomForItem()) {
                sent.addItem(packets * perPacket + added++);
            }
            if (added < perPacket) {
                break;
            }
            sent.onSent(1_000, true, 0, log);
            packets++;
        }
        assertEquals(SentPackets.ITEMS_MAX / perPacket, packets, "the ring of items is bounded");
        // The half-made packet takes what is left; then everything is acknowledged.
        sent.onSent(1_000, true, 0, log);
        for (int packet = 0; packet <= packets; packet++) {
            sent.onAcks(packet, 1, true, MS, log);
        }
        assertEquals(SentPackets.ITEMS_MAX, log.itemsAcked.size());
        for (int i = 0; i < SentPackets.ITEMS_MAX; i++) {
            assertEquals(i, log.itemsAcked.get(i));
        }
    }

    @Test
    void everyPacketIsDecidedOnceAndAckedExactlyWhenTheHeaderSaysSo() {
        Seeds.forEach(
                200,
                random -> {
                    SentPackets packets = new SentPackets(new RttEstimator());
                    ReceivedPackets peer = new ReceivedPackets();
                    Log fates = new Log();
                    List<Long> arrived = new ArrayList<>();
                    long nowNs = 0;
                    for (int i = 0; i < 3_000; i++) {
                        nowNs += random.nextInt(20) * MS;
                        int sequence = packets.nextSequence();
                        packets.onSent(100, true, nowNs, fates);
                        if (random.chance(0.7)) {
                            peer.mark(sequence);
                            arrived.add((long) i);
                        }
                        if (random.chance(0.8)) {
                            packets.onAcks(
                                    peer.ack(), peer.ackBits(peer.ack()), true, nowNs, fates);
                        }
                    }
                    packets.onAcks(peer.ack(), peer.ackBits(peer.ack()), true, nowNs, fates);
                    fates.acked.sort(Long::compare);
                    assertEquals(arrived, fates.acked);
                    assertEquals(fates.lost.size(), fates.lost.stream().distinct().count());
                    long undecided = 3_000 - arrived.getLast() + 2;
                    assertTrue(packets.span() <= undecided, "span=" + packets.span());
                });
    }
}
