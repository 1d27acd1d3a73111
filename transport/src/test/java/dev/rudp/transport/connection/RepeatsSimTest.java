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
/// riding again in the next packet before that.
class RepeatsSimTest {
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

        Run(double loss, int repeatBytes) {
            VirtualNetwork network =
                    new VirtualNetwork(
                            11, LinkProfile.perfect().withLatencyMs(50, 0).withLoss(loss));
            ChannelSpec spec =
                    new ChannelSpec(0, ChannelMode.RELIABLE_ORDERED, 1_024, 4_096)
                            .withRepeatBytes(repeatBytes);
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
                    + bytesPerMessage;
        }
    }

    @Test
    void aLostMessageCostsATickInsteadOfARoundTrip() {
        Run plain = new Run(0.05, 0);
        Run repeated = new Run(0.05, 48);
        assertTrue(plain.quantileMs(95) > 150, plain.toString());
        assertTrue(repeated.quantileMs(95) < 50 + 17 + 17, plain + ", " + repeated);
        // Where both copies are lost, all that follow wait for the resend.
        assertTrue(repeated.quantileMs(99) < 0.65 * plain.quantileMs(99), plain + ", " + repeated);
        assertTrue(repeated.bytesPerMessage < 155, plain + ", " + repeated);
        assertTrue(repeated.resent < plain.resent / 4, "most losses need no resend");
    }

    @Test
    void aPathThatLosesNothingIsNotChargedForRepeats() {
        Run plain = new Run(0, 0);
        Run repeated = new Run(0, 48);
        assertEquals(plain.bytesPerMessage, repeated.bytesPerMessage, 0.001);
    }
}
