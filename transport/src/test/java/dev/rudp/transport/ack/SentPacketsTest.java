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
    private final PacketHeader header = new PacketHeader();

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
        public void onRttSample(long rttNs, boolean isExact, long nowNs) {}

        @Override
        public void onReportArrived(int ack, int ackBits) {}

        @Override
        public void onReportLost(int ack, int ackBits, long nowNs) {}

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
            sent.onSent(header, 100, true, false, nowNs, log);
        }
    }

    @Test
    void eachPacketIsAckedOnceHoweverOftenTheHeaderRepeatsIt() {
        send(3, 0);
        sent.onAcks(0, 0b1, true, 0, 50 * MS, log);
        sent.onAcks(2, 0b101, true, 0, 51 * MS, log);
        sent.onAcks(2, 0b111, true, 0, 52 * MS, log);
        sent.onAcks(2, 0b111, true, 0, 53 * MS, log);
        assertEquals(List.of(0L, 2L, 1L), log.acked);
        assertEquals(List.of(1_000, 1_002, 1_001), log.itemsAcked);
        assertEquals(List.of(), log.lost);
    }

    /// A header that says again what a lost one said is no round trip: how old it is, nobody knows.
    @Test
    void anAckThatIsToldAgainIsNoSampleOfTheRtt() {
        send(3, 0);
        sent.onAcks(2, 0b001, true, 0, 80 * MS, log);
        sent.onAcks(1, 0b11, true, 0, 9_000 * MS, log);
        assertEquals(List.of(2L, 1L, 0L), log.acked);
        assertEquals(80 * MS, rtt.rttNs());
    }

    @Test
    void theThirdNewerAckMakesAPacketLost() {
        send(5, 0);
        sent.onAcks(2, 0b011, true, 0, 10 * MS, log);
        assertEquals(List.of(), log.lost, "two newer ones may have overtaken it");
        sent.onAcks(3, 0b0111, true, 0, 10 * MS, log);
        assertEquals(List.of(0L), log.lost);
        assertEquals(List.of(1_000), log.itemsLost);
    }

    @Test
    void nineEighthsOfTheRttMakeAnOvertakenPacketLost() {
        send(2, 0);
        sent.onAcks(1, 0b1, true, 0, 80 * MS, log);
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
        sent.onAcks(3, 0b0111, true, 0, 10 * MS, log);
        sent.onAcks(3, 0b1111, true, 0, 11 * MS, log);
        assertEquals(List.of(0L), log.lost);
        assertTrue(log.acked.contains(0L) && log.itemsAcked.contains(1_000));
        assertEquals(1, log.late);
    }

    @Test
    void acksOfPacketsNeverSentAreIgnored() {
        sent.onAcks(65_535, 0, true, 0, 0, log);
        sent.onAcks(5, -1, true, 0, 0, log);
        send(2, 0);
        sent.onAcks(2, -1, true, 0, 0, log);
        sent.onAcks(40_000, -1, true, 0, 0, log);
        assertEquals(List.of(), log.acked);
        sent.onAcks(0, -1, true, 0, 0, log);
        assertEquals(List.of(0L), log.acked, "bits before the first packet name nothing");
    }

    @Test
    void aPacketThatLeavesTheWindowUndecidedIsLost() {
        send(SentPackets.CAPACITY, 0);
        assertEquals(List.of(), log.lost);
        send(1, 5_000 * MS);
        assertEquals(List.of(0L), log.lost);
        assertEquals(SentPackets.CAPACITY, sent.span());
    }

    @Test
    void aFastFlowRemembersMoreThanTheWindow() {
        send(1_000, 0);
        assertEquals(List.of(), log.lost);
        assertEquals(100_000, sent.bytesInFlight());
        for (int packet = 0; packet < 1_000; packet++) {
            sent.onAcks(packet, 1, true, 0, 100 * MS, log);
        }
        assertEquals(1_000, log.acked.size());
        assertEquals(1_000, log.itemsAcked.size());
        assertEquals(0, sent.bytesInFlight());
        send(SentPackets.CAPACITY_MAX, 200 * MS);
        assertEquals(List.of(), log.lost);
        send(1, 300 * MS);
        assertEquals(List.of(1_000L), log.lost, "there is an end to it");
    }

    @Test
    void bytesInFlightAreThoseOfUndecidedPacketsThatAskForAnAck() {
        send(5, 0);
        sent.onSent(header, 9, false, false, 0, log);
        assertEquals(500, sent.bytesInFlight());
        sent.onAcks(4, 0b10001, true, 0, 10 * MS, log);
        assertEquals(List.of(1L), log.lost.subList(0, 1));
        assertEquals(100L * (3 - log.lost.size()), sent.bytesInFlight());
        sent.onAcks(4, 0b11111, true, 0, 11 * MS, log);
        assertEquals(0, sent.bytesInFlight(), "late acks are not subtracted twice");
    }

    @Test
    void anAckThatMayBeARepetitionGivesNoRttSample() {
        send(1, 0);
        sent.onAcks(0, 1, false, 0, 5_000 * MS, log);
        assertFalse(rtt.isSampled());
        assertEquals(List.of(0L), log.acked);
    }

    @Test
    void ackOnlyPacketsGiveNoRttSample() {
        sent.onSent(header, 9, false, false, 0, log);
        sent.onAcks(0, 1, true, 0, 5_000 * MS, log);
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
            sent.onSent(header, 1_000, true, false, 0, log);
            packets++;
        }
        assertEquals(SentPackets.ITEMS_MAX / perPacket, packets, "the ring of items is bounded");
        // The half-made packet takes what is left; then everything is acknowledged.
        sent.onSent(header, 1_000, true, false, 0, log);
        for (int packet = 0; packet <= packets; packet++) {
            sent.onAcks(packet, 1, true, 0, MS, log);
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
                        packets.onSent(header, 100, true, false, nowNs, fates);
                        if (random.chance(0.7)) {
                            peer.mark(sequence);
                            arrived.add((long) i);
                        }
                        if (random.chance(0.8)) {
                            packets.onAcks(
                                    peer.ack(), peer.ackBits(peer.ack()), true, 0, nowNs, fates);
                        }
                    }
                    packets.onAcks(peer.ack(), peer.ackBits(peer.ack()), true, 0, nowNs, fates);
                    fates.acked.sort(Long::compare);
                    assertEquals(arrived, fates.acked);
                    assertEquals(fates.lost.size(), fates.lost.stream().distinct().count());
                    long undecided = 3_000 - arrived.getLast() + 2;
                    assertTrue(packets.span() <= undecided, "span=" + packets.span());
                });
    }
}
