package dev.rudp.transport.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.Seeds;
import dev.rudp.transport.channel.ChannelMode;
import dev.rudp.transport.channel.ChannelSpec;
import dev.rudp.transport.channel.MessageSink;
import dev.rudp.transport.channel.SendResult;
import org.junit.jupiter.api.Test;

/// Who goes first when a flush has less room than there are messages.
class PrioritiesTest {
    private static final long TICK_NS = 16_666_667L;
    private static final int CAPACITY = 256;

    private final byte[] payload = new byte[Connection.PAYLOAD_BYTES_MAX];
    private final byte[] message = new byte[16_384];
    private final long[] bytesByChannel = new long[64];
    private final MessageSink sink =
            (channel, bytes, offset, length) -> bytesByChannel[channel] += length;
    private long nowNs;

    private static ChannelSpec unreliable(int id, int priority, int weight) {
        return new ChannelSpec(id, ChannelMode.UNRELIABLE, 8_192, CAPACITY)
                .withPriority(priority)
                .withWeight(weight);
    }

    private static Connection open(ChannelSpec... specs) {
        Connection connection = new Connection(ConnectionConfig.of(specs));
        connection.reset(0);
        return connection;
    }

    /// Fills every channel's queue, then lets so many payloads through.
    private void saturate(Connection from, Connection to, int[] lengths, int payloads) {
        for (int channel = 0; channel < lengths.length; channel++) {
            SendResult result = SendResult.QUEUED;
            while (lengths[channel] > 0 && result == SendResult.QUEUED) {
                result = from.send(channel, message, 0, lengths[channel]);
            }
        }
        // Five payloads in two ticks: below the rate at which live messages are held.
        nowNs += 2 * TICK_NS;
        for (int i = 0; i < payloads; i++) {
            int n = from.pollPayload(payload, 0, nowNs);
            assertTrue(n > 0);
            to.onPayload(payload, 0, n, nowNs, sink);
        }
    }

    @Test
    void channelsOfOnePriorityShareByWeight() {
        ChannelSpec[] specs = {unreliable(0, 4, 1), unreliable(1, 4, 3), unreliable(2, 4, 6)};
        Connection from = open(specs);
        Connection to = open(specs);
        int[] lengths = {300, 90, 200};
        for (int i = 0; i < 2_000; i++) {
            saturate(from, to, lengths, 5);
        }
        double total = bytesByChannel[0] + bytesByChannel[1] + bytesByChannel[2];
        assertEquals(0.1, bytesByChannel[0] / total, 0.03);
        assertEquals(0.3, bytesByChannel[1] / total, 0.03);
        assertEquals(0.6, bytesByChannel[2] / total, 0.03);
    }

    @Test
    void aHigherPriorityGoesFirst() {
        ChannelSpec[] specs = {unreliable(0, 1, 100), unreliable(1, 6, 1), unreliable(2, 3, 1)};
        Connection from = open(specs);
        Connection to = open(specs);
        saturate(from, to, new int[] {100, 100, 100}, 10);
        assertEquals(0, bytesByChannel[0] + bytesByChannel[2]);
        assertTrue(bytesByChannel[1] >= 10_000);
    }

    @Test
    void aLongMessageOfHighPriorityGoesBeforeWhatFitsIntoOnePacket() {
        ChannelSpec[] specs = {unreliable(0, 1, 1), unreliable(1, 6, 1)};
        Connection from = open(specs);
        Connection to = open(specs);
        from.send(0, message, 0, 100);
        from.send(1, message, 0, 3_000);
        for (int i = 0; i < 3; i++) {
            int n = from.pollPayload(payload, 0, nowNs);
            to.onPayload(payload, 0, n, nowNs, sink);
        }
        assertEquals(3_000, bytesByChannel[1]);
        assertEquals(0, bytesByChannel[0]);
    }

    @Test
    void nobodyStarvesWhateverTheOthersSend() {
        Seeds.forEach(
                300,
                random -> {
                    int count = 2 + random.nextInt(7);
                    ChannelSpec[] specs = new ChannelSpec[count];
                    int[] lengths = new int[count];
                    for (int i = 0; i < count; i++) {
                        specs[i] = unreliable(i, random.nextInt(8), 1 + random.nextInt(100));
                        lengths[i] = 1 + random.nextInt(random.chance(0.3) ? 4_000 : 1_180);
                    }
                    Connection from = open(specs);
                    int[] waited = new int[count];
                    int[] last = {-1};
                    int[] delivered = new int[count];
                    Connection to = open(specs);
                    // A long message is several payloads, and completes with its last.
                    int longest = 5;
                    int bound = (ChannelScheduler.PACKETS_PASSED_MAX + count) * longest;
                    for (int i = 0; i < 300; i++) {
                        for (int channel = 0; channel < count; channel++) {
                            from.send(channel, message, 0, lengths[channel]);
                            from.send(channel, message, 0, lengths[channel]);
                        }
                        nowNs += TICK_NS;
                        int n = from.pollPayload(payload, 0, nowNs);
                        to.onPayload(
                                payload,
                                0,
                                n,
                                nowNs,
                                (c, b, o, l) -> {
                                    delivered[c]++;
                                    last[0] = c;
                                });
                        for (int channel = 0; channel < count; channel++) {
                            waited[channel] = delivered[channel] > 0 ? 0 : waited[channel] + 1;
                            delivered[channel] = 0;
                            assertTrue(
                                    waited[channel] <= bound,
                                    "channel " + channel + " of " + count + " waits too long");
                        }
                    }
                    assertTrue(last[0] >= 0);
                });
    }
}
