package dev.rudp.transport.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.transport.buffer.BufferPool;
import dev.rudp.transport.channel.ChannelMode;
import dev.rudp.transport.channel.ChannelSpec;
import dev.rudp.transport.channel.MessageSink;
import dev.rudp.transport.channel.SendResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private static final long MS = 1_000_000;
    private static final int STATE = 0;
    private static final int CONTROL = 1;
    private static final ConnectionConfig CONFIG =
            ConnectionConfig.of(
                    new ChannelSpec(STATE, ChannelMode.UNRELIABLE_SEQUENCED, 8_192, 4),
                    new ChannelSpec(CONTROL, ChannelMode.RELIABLE_ORDERED, 65_536, 8));

    private final BufferPool pool = new BufferPool(8 << 20);
    private final Connection a = open();
    private final Connection b = open();
    private final List<String> got = new ArrayList<>();
    private final MessageSink sink =
            (channel, bytes, offset, length) ->
                    got.add(
                            channel
                                    + ":"
                                    + HexFormat.of().formatHex(bytes, offset, offset + length));
    private final byte[] out = new byte[Connection.PAYLOAD_BYTES_MAX];
    private long nowNs;

    private Connection open() {
        Connection connection = new Connection(new ConnectionContext(CONFIG, pool));
        connection.reset(0);
        return connection;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static SendResult send(Connection from, int channel, int length) {
        return from.send(channel, new byte[length], 0, length);
    }

    private List<byte[]> poll(Connection from, long nowNs) {
        List<byte[]> payloads = new ArrayList<>();
        for (int n = from.pollPayload(out, 0, nowNs); n > 0; n = from.pollPayload(out, 0, nowNs)) {
            payloads.add(Arrays.copyOf(out, n));
        }
        return payloads;
    }

    private boolean feed(Connection to, byte[] payload, long nowNs) {
        return to.onPayload(payload, 0, payload.length, nowNs, sink);
    }

    @Test
    void allDueMessagesShareOnePayload() {
        a.send(CONTROL, bytes("aa"), 0, 1);
        a.send(STATE, bytes("0102"), 0, 2);
        a.send(CONTROL, bytes(""), 0, 0);
        List<byte[]> payloads = poll(a, 0);
        // Header of the first packet, then the frames in order of channels.
        assertEquals(
                List.of("3e00000100000000" + "00000002" + "0102" + "01000001" + "aa" + "01010000"),
                payloads.stream().map(HexFormat.of()::formatHex).toList());
        assertTrue(feed(b, payloads.getFirst(), 0));
        assertEquals(List.of("0:0102", "1:aa", "1:"), got);
    }

    @Test
    void acksAloneLeaveAfterTheAckDelayAndAreNotAnswered() {
        send(a, STATE, 10);
        feed(b, poll(a, 0).getFirst(), 5 * MS);
        assertEquals(30 * MS, b.nextDeadlineNs());
        assertEquals(List.of(), poll(b, 30 * MS - 1));
        List<byte[]> acks = poll(b, 30 * MS);
        assertEquals(1, acks.size());
        assertTrue(acks.getFirst().length <= 9);
        assertEquals(Connection.NO_DEADLINE, b.nextDeadlineNs());
        feed(a, acks.getFirst(), 40 * MS);
        assertEquals(Connection.NO_DEADLINE, a.nextDeadlineNs());
        assertEquals(List.of(), poll(a, 10_000 * MS));
        assertEquals(1, a.counters().packetsAcked());
        assertEquals(40 * MS, a.rttNs());
    }

    @Test
    void anAckRidesOnWhatLeavesAnyway() {
        send(a, STATE, 10);
        feed(b, poll(a, 0).getFirst(), 0);
        send(b, STATE, 10);
        feed(a, poll(b, MS).getFirst(), 2 * MS);
        assertEquals(1, a.counters().packetsAcked());
        assertEquals(List.of(), poll(b, 1_000 * MS));
    }

    @Test
    void aReliableMessageComesAgainByProbesWithGrowingPauses() {
        send(a, CONTROL, 10);
        assertEquals(1, poll(a, 0).size());
        List<Long> pausesMs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            long deadlineNs = a.nextDeadlineNs();
            assertEquals(List.of(), poll(a, deadlineNs - 1));
            assertEquals(2, poll(a, deadlineNs).size(), "a probe is two packets");
            pausesMs.add((deadlineNs - nowNs) / MS);
            nowNs = deadlineNs;
        }
        // 100 ms assumed RTT + 4 · 50 ms variation + 25 ms ack delay, doubled up to half a second.
        assertEquals(List.of(325L, 500L, 500L, 500L, 500L), pausesMs);
        assertEquals(10, a.piecesResent());
    }

    @Test
    void aLostPieceComesAgainAsSoonAsThreeNewerPacketsAreAcked() {
        send(a, CONTROL, 10);
        poll(a, 0);
        for (int i = 1; i <= 3; i++) {
            send(a, STATE, 10);
            feed(b, poll(a, i * MS).getFirst(), i * MS);
        }
        send(b, STATE, 1);
        got.clear();
        feed(a, poll(b, 5 * MS).getFirst(), 5 * MS);
        assertEquals(1, a.counters().packetsLost());
        List<byte[]> again = poll(a, 6 * MS);
        assertEquals(1, again.size());
        feed(b, again.getFirst(), 6 * MS);
        assertEquals(List.of("0:00", "1:" + "00".repeat(10)), got);
    }

    @Test
    void aSequencedMessageThatComesLateIsDropped() {
        send(a, STATE, 1);
        byte[] older = poll(a, 0).getFirst();
        send(a, STATE, 2);
        byte[] newer = poll(a, 0).getFirst();
        assertTrue(feed(b, newer, 0));
        assertTrue(feed(b, older, 0));
        assertEquals(List.of("0:0000"), got);
    }

    @Test
    void aDuplicatedPayloadDeliversNothingTwice() {
        send(a, CONTROL, 1);
        byte[] payload = poll(a, 0).getFirst();
        assertTrue(feed(b, payload, 0));
        assertTrue(feed(b, payload, 0));
        assertEquals(1, got.size());
        assertEquals(1, b.counters().drops(PayloadDrop.DUPLICATE));
    }

    @Test
    void everyLengthArrivesOnBothChannels() {
        for (int length :
                new int[] {
                    0, 1, 1_023, 1_024, 1_025, 1_185, 1_186, 1_187, 1_191, 1_192, 2_048, 8_191,
                    8_192
                }) {
            exchange(STATE, length);
            exchange(CONTROL, length);
        }
        exchange(CONTROL, 65_535);
        exchange(CONTROL, 65_536);
        assertEquals(0, pool.takenBytes());
        assertEquals(0, a.piecesResent());
        assertEquals(0, a.counters().packetsLost());
    }

    private void exchange(int channel, int length) {
        byte[] message = new byte[length];
        Arrays.fill(message, (byte) length);
        assertEquals(SendResult.QUEUED, a.send(channel, message, 0, length));
        got.clear();
        for (int i = 0; i < 100; i++) {
            nowNs += 10 * MS;
            for (byte[] payload : poll(a, nowNs)) {
                assertTrue(payload.length <= Connection.PAYLOAD_BYTES_MAX);
                assertTrue(feed(b, payload, nowNs));
            }
            for (byte[] payload : poll(b, nowNs)) {
                feed(a, payload, nowNs);
            }
        }
        assertEquals(List.of(channel + ":" + HexFormat.of().formatHex(message)), got);
        assertEquals(0, a.queuedMessages(channel), "acknowledged");
    }

    @Test
    void aFullQueueIsReportedAndEmptiesByAcks() {
        for (int i = 0; i < 8; i++) {
            assertEquals(SendResult.QUEUED, send(a, CONTROL, 10));
        }
        assertEquals(SendResult.FULL, send(a, CONTROL, 10));
        feed(b, poll(a, 0).getFirst(), 0);
        assertEquals(SendResult.FULL, send(a, CONTROL, 10), "sent, but not acknowledged yet");
        feed(a, poll(b, 25 * MS).getFirst(), 25 * MS);
        assertEquals(0, a.queuedMessages(CONTROL));
        assertEquals(SendResult.QUEUED, send(a, CONTROL, 10));
        for (int i = 0; i < 4; i++) {
            assertEquals(SendResult.QUEUED, send(a, STATE, 10));
        }
        assertEquals(SendResult.FULL, send(a, STATE, 10));
    }

    @Test
    void aQueueIsAlsoFullByItsBytes() {
        int queued = 0;
        while (send(a, CONTROL, 65_536) == SendResult.QUEUED) {
            queued++;
        }
        assertEquals(4, queued);
        assertTrue(pool.takenBytes() <= 512 * 1_024);
    }

    @Test
    void beforeTheFirstAckLittleMoreThanTheInitialWindowLeavesAndNotInOneBurst() {
        for (int i = 0; i < 4; i++) {
            send(a, CONTROL, 65_536);
        }
        assertTrue(poll(a, 0).size() <= 3);
        int packets = 0;
        for (nowNs = 0; nowNs < 300 * MS; nowNs += MS) {
            packets += poll(a, nowNs).size();
        }
        assertTrue(packets >= 10 && packets <= 20, "packets=" + packets);
        assertTrue(a.congestionWindowBytes() >= 12_000);
    }

    @Test
    void aMessageOverTheLimitIsTooLarge() {
        assertEquals(SendResult.TOO_LARGE, send(a, STATE, 8_193));
        assertEquals(SendResult.QUEUED, send(a, STATE, 8_192));
        Connection small =
                new Connection(
                        ConnectionConfig.of(
                                new ChannelSpec(CONTROL, ChannelMode.RELIABLE_ORDERED, 100, 8)));
        small.reset(0);
        assertEquals(SendResult.TOO_LARGE, send(small, CONTROL, 101));
    }

    @Test
    void aClosedConnectionHoldsNothingAndTakesNothing() {
        send(a, CONTROL, 60_000);
        send(a, STATE, 8_000);
        poll(a, 0);
        a.close();
        assertEquals(0, pool.takenBytes());
        assertEquals(SendResult.CLOSED, send(a, CONTROL, 1));
        assertEquals(0, a.pollPayload(out, 0, 0));
        assertEquals(Connection.NO_DEADLINE, a.nextDeadlineNs());
        a.reset(0);
        assertEquals(SendResult.QUEUED, send(a, CONTROL, 1));
    }

    @Test
    void withoutPooledMemoryMessagesAreRefusedOrGivenUp() {
        Connection poor = new Connection(new ConnectionContext(CONFIG, new BufferPool(8_192)));
        poor.reset(0);
        assertEquals(SendResult.FULL, send(poor, CONTROL, 8_193));
        assertEquals(SendResult.QUEUED, send(poor, STATE, 5_000));
        assertEquals(List.of(), poll(poor, 0));
        assertEquals(1, poor.counters().messagesUnsendable());
        assertEquals(SendResult.QUEUED, send(poor, CONTROL, 100));
        assertEquals(1, poll(poor, 0).size());
    }

    @Test
    void aPacketIsTakenWholeOrNotAtAll() {
        String header = "3e00000100000000";
        String good = "00000001aa";
        assertFalse(feed(b, bytes(header + good + "05000001aa"), 0), "channel not declared");
        assertFalse(feed(b, bytes(header + good + "c0000001aa"), 0), "reserved form");
        assertFalse(feed(b, bytes(header + good + "9002aa"), 0), "control beyond the end");
        assertFalse(feed(b, bytes(header + good + "908100aa"), 0), "overlong control length");
        assertFalse(feed(b, bytes(header + good + "01000005aa"), 0), "length beyond the end");
        assertFalse(feed(b, bytes(header + good + "0100008100aa"), 0), "overlong length");
        assertFalse(feed(b, bytes(header + good + "40000001aa"), 0), "pieces of a sequenced one");
        assertFalse(feed(b, bytes(header + good + "41000001aa"), 0), "a short middle piece");
        assertFalse(feed(b, bytes(header + good + "01"), 0), "cut");
        assertFalse(feed(b, new byte[0], 0), "empty");
        assertEquals(List.of(), got);
        assertEquals(9, b.counters().drops(PayloadDrop.MALFORMED_MESSAGE));
        assertEquals(1, b.counters().drops(PayloadDrop.MALFORMED_HEADER));
        assertTrue(feed(b, bytes(header + good), 0), "the sequence is still unused");
        assertEquals(List.of("0:aa"), got);
    }

    @Test
    void anUnknownControlFrameIsPassedOverAndAsksForNoAck() {
        assertTrue(feed(b, bytes("3e00000100000000" + "9003010203" + "bf00"), 0));
        assertEquals(Connection.NO_DEADLINE, b.nextDeadlineNs());
        assertTrue(feed(b, bytes("3e01000200000000" + "9003010203" + "00000001aa"), 0));
        assertEquals(List.of("0:aa"), got);
        assertEquals(25 * MS, b.nextDeadlineNs());
    }

    @Test
    void aPieceOutsideOfTheWindowIsNotAcknowledged() {
        assertTrue(feed(b, bytes("3e00000100000000" + "01000101aa"), 0), "256 ahead");
        assertEquals(1, b.counters().drops(PayloadDrop.REFUSED));
        assertTrue(feed(b, bytes("3e01000200000000" + "01ff0001aa"), 0), "255 ahead is held");
        assertEquals(1, b.counters().drops(PayloadDrop.REFUSED));
        assertEquals(1, b.heldBytes());
        // Sequence 0, ack 1 (not behind it, hence long), and of the bits only that of packet 1;
        // then
        // that it waited 25,000 µs.
        assertEquals(
                "1e0000" + "0100" + "01000000" + "8003a8c301",
                HexFormat.of().formatHex(poll(b, 25 * MS).getFirst()));
    }

    @Test
    void aMessageLongerThanDeclaredIsNeverPutTogether() {
        Connection narrow =
                new Connection(
                        new ConnectionContext(
                                ConnectionConfig.of(
                                        new ChannelSpec(
                                                CONTROL, ChannelMode.RELIABLE_ORDERED, 2_048, 8)),
                                pool));
        narrow.reset(0);
        for (int i = 0; i < 10; i++) {
            send(a, CONTROL, 3_000);
        }
        for (byte[] payload : poll(a, 0)) {
            feed(narrow, payload, 0);
        }
        assertEquals(List.of(), got);
        assertTrue(narrow.heldBytes() <= 2_048 + 65_536);
        assertTrue(narrow.counters().drops(PayloadDrop.REFUSED) > 0);
        narrow.close();
        a.close();
        assertEquals(0, pool.takenBytes());
    }

    @Test
    void impossibleConfigurationsAreRefused() {
        ChannelSpec spec = new ChannelSpec(3, ChannelMode.RELIABLE_ORDERED, 100, 1);
        assertThrows(IllegalArgumentException.class, () -> ConnectionConfig.of(spec, spec));
        assertThrows(IllegalArgumentException.class, () -> ConnectionConfig.of(List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ChannelSpec(64, ChannelMode.RELIABLE_ORDERED, 100, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ChannelSpec(0, ChannelMode.RELIABLE_ORDERED, 65_537, 1));
    }
}
