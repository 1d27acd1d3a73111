package dev.rudp.transport.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.fuzz.FuzzInput;
import dev.rudp.testkit.fuzz.FuzzTarget;
import dev.rudp.transport.buffer.BufferPool;
import dev.rudp.transport.channel.SendResult;
import dev.rudp.transport.connection.Connection;
import dev.rudp.transport.connection.ConnectionContext;
import dev.rudp.transport.wire.LittleEndian;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Two honest peers, and a network that the input makes lose, repeat, reorder and wait. At the end
/// the network heals: every reliable message has arrived once and in order, nothing else is said,
/// and all memory is back.
final class PairTarget implements FuzzTarget {
    private static final long MS = 1_000_000L;
    private static final int FLUSH_PAYLOADS_MAX = 2_000;
    private static final int FLYING_MAX = 4_000;

    @Override
    public void accept(byte[] bytes) {
        new Run(new FuzzInput(bytes)).run();
    }

    private static final class Run {
        private final FuzzInput in;
        private final BufferPool pool = new BufferPool(8L << 20);
        private final End[] ends = {new End(pool), new End(pool)};
        private long nowNs;

        private Run(FuzzInput in) {
            this.in = in;
        }

        private void run() {
            while (!in.isAtEnd()) {
                step();
            }
            heal();
            assertEquals(0, pool.takenBytes());
        }

        private void step() {
            int operation = in.u8();
            End here = ends[operation >>> 7];
            End there = ends[1 - (operation >>> 7)];
            switch (operation & 7) {
                case 0 -> here.send(reliable(operation), 4 + in.u8());
                case 1 -> here.send(reliable(operation), 4 + in.u16() % 19_000);
                case 2 -> here.send(unreliable(operation), 4 + in.u16() % 3_900);
                case 3 -> here.flush(nowNs);
                case 4 -> nowNs += in.u8() * MS;
                case 5 -> here.take(in.u8(), there, nowNs, (operation & 8) != 0);
                case 6 -> here.lose(in.u8());
                default -> {
                    nowNs += 16 * MS;
                    here.flush(nowNs);
                    here.takeAll(there, nowNs);
                }
            }
        }

        private static int reliable(int operation) {
            return (operation & 16) == 0 ? Channels.ORDERED : Channels.UNORDERED;
        }

        private static int unreliable(int operation) {
            return switch (operation >>> 4 & 3) {
                case 0 -> Channels.SEQUENCED;
                case 1 -> Channels.UNRELIABLE;
                default -> Channels.LATEST;
            };
        }

        private void heal() {
            for (int tick = 0; tick < 4_000; tick++) {
                nowNs += 16 * MS;
                ends[0].flush(nowNs);
                ends[1].flush(nowNs);
                ends[0].takeAll(ends[1], nowNs);
                ends[1].takeAll(ends[0], nowNs);
                if (tick > 2 && ends[0].isIdle() && ends[1].isIdle()) {
                    break;
                }
            }
            for (int i = 0; i < 2; i++) {
                ends[1 - i].requireAllOf(ends[i]);
                assertTrue(ends[i].isIdle(), "all is said");
                assertEquals(0, ends[i].connection.queuedMessages(Channels.ORDERED));
                assertEquals(0, ends[i].connection.queuedMessages(Channels.UNORDERED));
                assertEquals(0, ends[i].connection.heldBytes());
            }
        }
    }

    /// One peer, and the payloads of its that are on their way.
    private static final class End {
        private final Connection connection;
        private final List<byte[]> flying = new ArrayList<>();
        private final byte[] out = new byte[Connection.PAYLOAD_BYTES_MAX];
        private final byte[] message = new byte[20_000];
        private final int[] sent = new int[64];
        private final int[] newest = new int[64];
        private final Map<Integer, BitSet> arrived = new HashMap<>();

        private End(BufferPool pool) {
            connection = new Connection(new ConnectionContext(Channels.CONFIG, pool));
            connection.reset(0);
            Arrays.fill(newest, -1);
        }

        private void send(int channel, int length) {
            write(message, sent[channel], length);
            if (connection.send(channel, message, 0, length) == SendResult.QUEUED) {
                sent[channel]++;
            }
        }

        private void flush(long nowNs) {
            for (int payloads = 0; ; payloads++) {
                assertTrue(payloads < FLUSH_PAYLOADS_MAX, "a flush has an end");
                int length = connection.pollPayload(out, 0, nowNs);
                if (length == 0) {
                    return;
                }
                assertTrue(length <= Connection.PAYLOAD_BYTES_MAX);
                if (flying.size() < FLYING_MAX) {
                    flying.add(Arrays.copyOf(out, length));
                }
            }
        }

        /// Lets one payload, chosen from the newest or the oldest, arrive; perhaps not for good.
        private void take(int choice, End there, long nowNs, boolean again) {
            if (flying.isEmpty()) {
                return;
            }
            int at = choice % flying.size();
            byte[] payload = again ? flying.get(at).clone() : flying.remove(at);
            there.arrive(payload, nowNs);
        }

        private void takeAll(End there, long nowNs) {
            for (byte[] payload : flying) {
                there.arrive(payload, nowNs);
            }
            flying.clear();
        }

        private void lose(int choice) {
            if (choice >= 0xF0) {
                flying.clear();
            } else if (!flying.isEmpty()) {
                flying.remove(choice % flying.size());
            }
        }

        private void arrive(byte[] payload, long nowNs) {
            assertTrue(
                    connection.onPayload(payload, 0, payload.length, nowNs, this::onMessage),
                    "an honest payload is called malformed");
        }

        private void onMessage(int channel, byte[] bytes, int offset, int length) {
            int number = LittleEndian.i32(bytes, offset);
            byte[] expected = new byte[length];
            write(expected, number, length);
            assertTrue(Arrays.equals(expected, 0, length, bytes, offset, offset + length));
            BitSet before = arrived.computeIfAbsent(channel, c -> new BitSet());
            assertFalse(before.get(number), "twice");
            before.set(number);
            switch (channel) {
                case Channels.ORDERED -> assertEquals(newest[channel] + 1, number, "order");
                case Channels.SEQUENCED, Channels.LATEST ->
                        assertTrue(number > newest[channel], "went back");
                default -> {}
            }
            newest[channel] = Math.max(newest[channel], number);
        }

        private void requireAllOf(End other) {
            for (int channel : new int[] {Channels.ORDERED, Channels.UNORDERED}) {
                int came = arrived.getOrDefault(channel, new BitSet()).cardinality();
                assertEquals(other.sent[channel], came, "arrived in channel " + channel);
            }
            assertEquals(other.sent[Channels.LATEST] - 1, newest[Channels.LATEST], "the latest");
        }

        private boolean isIdle() {
            return flying.isEmpty() && connection.nextDeadlineNs() == Connection.NO_DEADLINE;
        }

        private static void write(byte[] target, int number, int length) {
            LittleEndian.putI32(target, 0, number);
            for (int i = 4; i < length; i++) {
                target[i] = (byte) (number * 31 + i * 7 + length);
            }
        }
    }
}
