package dev.rudp.transport.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.network.LinkProfile;
import dev.rudp.testkit.network.VirtualAddress;
import dev.rudp.testkit.network.VirtualNetwork;
import dev.rudp.transport.channel.ChannelMode;
import dev.rudp.transport.channel.ChannelSpec;
import dev.rudp.transport.channel.SendResult;
import dev.rudp.transport.wire.LittleEndian;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Reliable messages of 40 bytes at 60 Hz over 100 ms of round trip, sent again only when lost, and
/// computed from repairs before that.
class RepairsSimTest {
    private static final int MESSAGES = 60 * 300;
    private static final int MESSAGE_BYTES = 40;

    /// What IPv4, UDP and sealing add to a payload.
    private static final int DATAGRAM_BYTES = 28 + 1 + 2 + 16;

    private static final long MS = 1_000_000;

    private static final class Run {
        final long[] latencyNs = new long[MESSAGES];
        int received;
        double bytesPerMessage;
        long resent;
        long repaired;

        Run(double loss, int repairBytes) {
            VirtualNetwork network =
                    new VirtualNetwork(
                            11, LinkProfile.perfect().withLatencyMs(50, 0).withLoss(loss));
            ChannelSpec spec =
                    new ChannelSpec(0, ChannelMode.RELIABLE_ORDERED, 1_024, 4_096)
                            .withRepairBytes(repairBytes);
            ConnectionConfig config = new ConnectionConfig(List.of(spec), 75 * MS, 1_000 * MS);
            Connection from = new Connection(config);
            Connection to = new Connection(config);
            from.reset(0);
            to.reset(0);
            VirtualAddress a = VirtualAddress.v4(1, 1);
            VirtualAddress b = VirtualAddress.v4(2, 2);
            Peer sender = new Peer(from, network.open(a), b, (channel, bytes, at, length) -> {});
            Peer receiver =
                    new Peer(
                            to,
                            network.open(b),
                            a,
                            (channel, bytes, at, length) -> {
                                assertEquals(received, LittleEndian.i32(bytes, at));
                                latencyNs[received++] =
                                        network.nowNs() - LittleEndian.i64(bytes, at + 4);
                            });
            receiver.ticking = false;
            byte[] message = new byte[MESSAGE_BYTES];
            int[] sent = {0};
            sender.beforeTick(() -> {
                if (sent[0] < MESSAGES) {
                    LittleEndian.putI32(message, 0, sent[0]++);
                    LittleEndian.putI64(message, 4, network.nowNs());
                    assertEquals(SendResult.QUEUED, from.send(0, message, 0, MESSAGE_BYTES));
                }
            });
            network.runUntil(310_000 * MS);
            assertEquals(MESSAGES, received);
            long payloads = from.counters().payloadsSent() + to.counters().payloadsSent();
            long bytes = from.counters().payloadBytesSent() + to.counters().payloadBytesSent();
            bytesPerMessage = (double) (bytes + payloads * DATAGRAM_BYTES) / MESSAGES;
            resent = from.piecesResent();
            repaired = to.piecesRepaired();
        }

        double quantileMs(int percent) {
            long[] sorted = latencyNs.clone();
            Arrays.sort(sorted);
            return sorted[MESSAGES * percent / 100] / 1e6;
        }

        @Override
        public String toString() {
            return "p95-ms="
                    + quantileMs(95)
                    + " p99-ms="
                    + quantileMs(99)
                    + " bytes-per-message="
                    + bytesPerMessage
                    + " resent="
                    + resent
                    + " repaired="
                    + repaired;
        }
    }

    @Test
    void aLostMessageCostsATickInsteadOfARoundTrip() {
        Run plain = new Run(0.05, 0);
        Run repaired = new Run(0.05, 100);
        assertTrue(plain.quantileMs(95) > 150, plain.toString());
        assertTrue(repaired.quantileMs(95) < 50 + 17 + 17, plain + ", " + repaired);
        assertTrue(repaired.quantileMs(99) < 50 + 3 * 17, plain + ", " + repaired);
        assertTrue(repaired.bytesPerMessage < 163, plain + ", " + repaired);
    }

    @Test
    void aFifthOfAllPacketsLostCostsLessThanOneRoundTrip() {
        Run plain = new Run(0.2, 0);
        Run repaired = new Run(0.2, 100);
        assertTrue(repaired.quantileMs(99) < 150, plain + ", " + repaired);
        assertTrue(repaired.quantileMs(99) < 0.3 * plain.quantileMs(99), plain + ", " + repaired);
        assertTrue(repaired.bytesPerMessage < 201, plain + ", " + repaired);
    }

    @Test
    void aPathThatLosesNothingIsNotChargedForRepairs() {
        Run plain = new Run(0, 0);
        Run repaired = new Run(0, 100);
        assertEquals(plain.bytesPerMessage, repaired.bytesPerMessage, 0.001);
        assertEquals(0, repaired.repaired);
    }

    @Test
    void nearlyAllThatIsLostIsRepairedBeforeItIsSentAgain() {
        Run repaired = new Run(0.05, 100);
        assertTrue(repaired.repaired > 0.95 * repaired.resent, repaired.toString());
        assertTrue(repaired.resent < 0.07 * MESSAGES, repaired.toString());
    }

    /// What follows a lone message is live traffic only: its packets carry two repairs of it.
    @Test
    void aLoneMessageIsRepairedFromLivePackets() {
        ConnectionConfig config =
                ConnectionConfig.of(
                        new ChannelSpec(0, ChannelMode.RELIABLE_ORDERED, 1_024, 16)
                                .withRepairBytes(100),
                        new ChannelSpec(1, ChannelMode.UNRELIABLE_SEQUENCED, 1_024, 16));
        Connection from = new Connection(config);
        Connection to = new Connection(config);
        from.reset(0);
        to.reset(0);
        byte[] out = new byte[Connection.PAYLOAD_BYTES_MAX];
        int[] deliveredAt = {0};
        for (int i = 0; i < 200; i++) {
            int tick = i;
            long nowNs = tick * Peer.TICK_NS;
            from.send(1, out, 0, 200);
            if (tick == 100) {
                from.send(0, new byte[40], 0, 40);
            }
            int length = from.pollPayload(out, 0, nowNs);
            // The path has lost some before, and loses the message's packet, too.
            if (tick % 20 != 0) {
                to.onPayload(
                        out,
                        0,
                        length,
                        nowNs,
                        (channel, bytes, at, l) -> deliveredAt[0] += channel == 0 ? tick : 0);
            }
            int back = to.pollPayload(out, 0, nowNs);
            if (back > 0) {
                from.onPayload(out, 0, back, nowNs, (channel, bytes, at, l) -> {});
            }
        }
        assertTrue(deliveredAt[0] > 100 && deliveredAt[0] <= 103, "at=" + deliveredAt[0]);
        assertEquals(1, to.piecesRepaired());
    }
}
