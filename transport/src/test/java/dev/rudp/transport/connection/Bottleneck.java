package dev.rudp.transport.connection;

import dev.rudp.testkit.network.LinkProfile;
import dev.rudp.testkit.network.VirtualAddress;
import dev.rudp.testkit.network.VirtualNetwork;
import dev.rudp.testkit.network.VirtualNode;
import dev.rudp.testkit.network.VirtualPort;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.transport.buffer.BufferPool;
import dev.rudp.transport.channel.ChannelMode;
import dev.rudp.transport.channel.ChannelSpec;
import dev.rudp.transport.channel.SendResult;
import dev.rudp.transport.wire.LittleEndian;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Connections that share one slow link from left to right; the way back is wide. Every datagram
/// carries its connection's number and the time it was sent, so that what the link's queue added to
/// its delay is known. Both ends tick at 60 Hz, each connection at a phase of its own.
final class Bottleneck {
    static final long MS = 1_000_000L;
    static final long SECOND_NS = 1_000 * MS;
    static final long TICK_NS = 16_666_667L;
    static final int LIVE = 0;

    /// What stands before each payload; about what the secure connection and UDP would add.
    private static final int HEAD_BYTES = 40;

    /// As many reliable channels as a fast and long path needs, for each has a window of 64 KiB.
    private static final int BULK_CHANNELS = 8;

    private static final int BULK_MESSAGE_BYTES = 16_384;
    private static final VirtualAddress LEFT = VirtualAddress.v4(0x0A00_0001, 1);
    private static final VirtualAddress RIGHT = VirtualAddress.v4(0x0A00_0002, 2);

    final VirtualNetwork network;
    final List<Flow> flows = new ArrayList<>();
    private final ConnectionContext context =
            new ConnectionContext(ConnectionConfig.of(channels()), new BufferPool(64L << 20));
    private final SeededRandom random;
    private LinkProfile profile;

    /// @param queueBytes of the bottleneck, drop-tail
    Bottleneck(long seed, long bitsPerSecond, long rttMs, int queueBytes, double lossRatio) {
        network = new VirtualNetwork(seed, LinkProfile.perfect());
        random = new SeededRandom(seed);
        profile =
                LinkProfile.perfect()
                        .withLatencyMs(rttMs / 2, 0)
                        .withRate(bitsPerSecond / 8, queueBytes)
                        .withLoss(lossRatio);
        network.link(LEFT, RIGHT, profile, LinkProfile.perfect().withLatencyMs(rttMs / 2, 0));
        VirtualPort left = network.open(LEFT);
        left.attach(new Hub(left, RIGHT, true));
        VirtualPort right = network.open(RIGHT);
        right.attach(new Hub(right, LEFT, false));
    }

    /// The link carries so much from now on; what waits in its queue leaves at the old rate.
    void rate(long bitsPerSecond) {
        profile = profile.withRate(bitsPerSecond / 8, profile.queueBytes());
        network.link(LEFT, RIGHT).profile(profile);
    }

    Flow bulk(long startNs) {
        return add(true, 0, 0, startNs);
    }

    /// @param downBytes of the message that every tick sends over the bottleneck
    Flow live(int downBytes, int upBytes) {
        return add(false, downBytes, upBytes, 0);
    }

    Flow add(boolean bulk, int downBytes, int upBytes, long startNs) {
        Flow flow = new Flow(flows.size(), bulk, downBytes, upBytes, startNs);
        flows.add(flow);
        return flow;
    }

    void runUntil(long ns) {
        network.runUntil(ns);
    }

    /// Forgets what was measured so far.
    void measureFromNow() {
        for (Flow flow : flows) {
            flow.arrivedBytes = 0;
            flow.delays = 0;
            flow.liveReceived = 0;
        }
    }

    /// {@return the share of what the link could carry that arrived}
    double utilisation(long bitsPerSecond, long durationNs) {
        double bytes = flows.stream().mapToLong(flow -> flow.arrivedBytes).sum();
        return bytes * 8 * SECOND_NS / ((double) bitsPerSecond * durationNs);
    }

    /// Jain's index of the rates of all bulk connections: 1 when equal, 1/n when one has all.
    double fairness() {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (Flow flow : flows) {
            if (flow.bulk) {
                sum += flow.arrivedBytes;
                squares += (double) flow.arrivedBytes * flow.arrivedBytes;
                count++;
            }
        }
        return sum * sum / (count * squares);
    }

    private static List<ChannelSpec> channels() {
        List<ChannelSpec> specs = new ArrayList<>();
        specs.add(new ChannelSpec(LIVE, ChannelMode.UNRELIABLE_SEQUENCED, 1_100, 16));
        for (int i = 1; i <= BULK_CHANNELS; i++) {
            specs.add(new ChannelSpec(i, ChannelMode.RELIABLE_ORDERED, BULK_MESSAGE_BYTES, 64));
        }
        return specs;
    }

    /// One connection; data goes from left to right.
    final class Flow {
        final int number;
        final boolean bulk;
        final int downBytes;
        final int upBytes;
        final long startNs;
        final Connection sender = new Connection(context);
        final Connection receiver = new Connection(context);
        long arrivedBytes;
        int liveReceived;
        private long[] delayNs = new long[1 << 12];
        private int delays;
        private final long[] nextTickNs = new long[2];
        private final byte[] message = new byte[BULK_MESSAGE_BYTES];

        Flow(int number, boolean bulk, int downBytes, int upBytes, long startNs) {
            this.number = number;
            this.bulk = bulk;
            this.downBytes = downBytes;
            this.upBytes = upBytes;
            this.startNs = startNs;
            sender.reset(startNs);
            receiver.reset(startNs);
            nextTickNs[0] = startNs + random.nextInt((int) TICK_NS);
            nextTickNs[1] = startNs + random.nextInt((int) TICK_NS);
        }

        /// {@return the delay that the queue added to this connection's datagrams, in ms}
        ///
        /// @param ratio 0.95: all but the worst 5 %
        double queueMs(double ratio) {
            long[] sorted = Arrays.copyOf(delayNs, delays);
            Arrays.sort(sorted);
            return delays == 0 ? 0 : sorted[(int) ((delays - 1) * ratio)] / (double) MS;
        }

        private void onArrival(int bytes, long queueNs) {
            arrivedBytes += bytes;
            if (delays == delayNs.length) {
                delayNs = Arrays.copyOf(delayNs, delays * 2);
            }
            delayNs[delays++] = queueNs;
        }

        private void onTick(boolean isLeft) {
            if (isLeft) {
                for (int i = 1; bulk && i <= BULK_CHANNELS; i++) {
                    while (sender.send(i, message, 0, BULK_MESSAGE_BYTES) == SendResult.QUEUED) {}
                }
                if (downBytes > 0) {
                    sender.send(LIVE, message, 0, downBytes);
                }
            } else if (upBytes > 0) {
                receiver.send(LIVE, message, 0, upBytes);
            }
        }
    }

    private final class Hub implements VirtualNode {
        private final VirtualPort port;
        private final VirtualAddress other;
        private final boolean isLeft;
        private final byte[] out = new byte[HEAD_BYTES + Connection.PAYLOAD_BYTES_MAX];

        Hub(VirtualPort port, VirtualAddress other, boolean isLeft) {
            this.port = port;
            this.other = other;
            this.isLeft = isLeft;
        }

        @Override
        public void onDatagram(
                byte[] bytes,
                int offset,
                int length,
                long peerHi,
                long peerLo,
                int peerPort,
                long nowNs) {
            Flow flow = flows.get(LittleEndian.i32(bytes, offset));
            if (!isLeft) {
                long sentNs = LittleEndian.i64(bytes, offset + 4);
                flow.onArrival(length, nowNs - sentNs - profile.latencyNs());
            }
            connection(flow)
                    .onPayload(
                            bytes,
                            offset + HEAD_BYTES,
                            length - HEAD_BYTES,
                            nowNs,
                            (channel, data, at, count) ->
                                    flow.liveReceived += !isLeft && channel == LIVE ? 1 : 0);
        }

        @Override
        public void onDeadline(long nowNs) {
            int side = isLeft ? 0 : 1;
            for (Flow flow : flows) {
                boolean isTick = nowNs >= flow.nextTickNs[side];
                if (isTick) {
                    flow.nextTickNs[side] += TICK_NS;
                    flow.onTick(isLeft);
                }
                if (isTick || connection(flow).nextDeadlineNs() <= nowNs) {
                    flush(flow, nowNs);
                }
            }
        }

        @Override
        public long nextDeadlineNs() {
            long deadlineNs = NO_DEADLINE;
            for (Flow flow : flows) {
                deadlineNs = Math.min(deadlineNs, flow.nextTickNs[isLeft ? 0 : 1]);
                deadlineNs = Math.min(deadlineNs, connection(flow).nextDeadlineNs());
            }
            return deadlineNs;
        }

        private Connection connection(Flow flow) {
            return isLeft ? flow.sender : flow.receiver;
        }

        private void flush(Flow flow, long nowNs) {
            Connection from = connection(flow);
            do {
                int n = from.pollPayload(out, HEAD_BYTES, nowNs);
                if (n == 0) {
                    return;
                }
                LittleEndian.putI32(out, 0, flow.number);
                LittleEndian.putI64(out, 4, nowNs);
                port.send(out, 0, HEAD_BYTES + n, other);
            } while (from.isDue(nowNs));
        }
    }
}
