package dev.rudp.benchmarks.reliable;

import dev.rudp.testkit.network.LinkProfile;
import dev.rudp.testkit.network.VirtualAddress;
import dev.rudp.testkit.network.VirtualNetwork;
import dev.rudp.testkit.network.VirtualPort;
import dev.rudp.transport.wire.LittleEndian;
import org.HdrHistogram.Histogram;

/// One protocol on one path: a message every sixtieth of a second one way, and nothing the other
/// way but what the protocol itself sends. Latency counts from the instant of sending to delivery
/// in order.
final class ReliableRun {
    /// The two ends of a protocol.
    interface Protocol {
        Flow open(VirtualPort port, VirtualAddress other, Flow.Arrival arrival);
    }

    static final int MESSAGE_BYTES = 40;
    private static final int RATE_HZ = 60;
    private static final long TICK_NS = 1_000_000_000L / RATE_HZ;
    private static final long SETTLE_NS = 20_000_000_000L;
    private static final VirtualAddress SENDER = VirtualAddress.v4(0x0A00_0001, 1);
    private static final VirtualAddress RECEIVER = VirtualAddress.v4(0x0A00_0002, 2);

    private final VirtualNetwork network;
    private final Flow sender;
    private final Flow receiver;
    private final Histogram latencyUs = new Histogram(3);
    private int expected;

    ReliableRun(Protocol protocol, long seed, LinkProfile profile) {
        network = new VirtualNetwork(seed, profile);
        VirtualPort from = network.open(SENDER);
        VirtualPort to = network.open(RECEIVER);
        sender = protocol.open(from, RECEIVER, (nowNs, bytes, offset, length) -> {});
        receiver = protocol.open(to, SENDER, this::onMessage);
    }

    /// Sends for `seconds` of virtual time and waits for the last message.
    void run(int seconds) {
        byte[] message = new byte[MESSAGE_BYTES];
        int count = seconds * RATE_HZ;
        for (int i = 0; i < count; i++) {
            network.runUntil(i * TICK_NS);
            LittleEndian.putI32(message, 0, i);
            LittleEndian.putI64(message, 4, network.nowNs());
            sender.send(message, network.nowNs());
        }
        network.runUntil(count * TICK_NS + SETTLE_NS);
        if (expected != count) {
            throw new IllegalStateException("delivered " + expected + " of " + count);
        }
    }

    /// {@return microseconds}
    Histogram latencyUs() {
        return latencyUs;
    }

    /// {@return bytes on the wire in both directions, per message}
    double bytesPerMessage() {
        return (double) (sender.wireBytes() + receiver.wireBytes()) / expected;
    }

    double datagramsPerMessage() {
        return (double) (sender.datagrams() + receiver.datagrams()) / expected;
    }

    private void onMessage(long nowNs, byte[] bytes, int offset, int length) {
        int number = LittleEndian.i32(bytes, offset);
        if (length != MESSAGE_BYTES || number != expected) {
            throw new IllegalStateException("expected message " + expected + ", got " + number);
        }
        expected++;
        latencyUs.recordValue((nowNs - LittleEndian.i64(bytes, offset + 4)) / 1_000);
    }
}
