package dev.rudp.transport.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.fuzz.FuzzInput;
import dev.rudp.testkit.fuzz.FuzzTarget;
import dev.rudp.transport.buffer.BufferPool;
import dev.rudp.transport.connection.Connection;
import dev.rudp.transport.connection.ConnectionContext;

/// A peer with valid keys sends what it likes: nothing is thrown, memory stays bounded, and after a
/// reset all of it is back.
final class PayloadsTarget implements FuzzTarget {
    private static final long MEMORY_BYTES_MAX = 1 << 20;

    @Override
    public void accept(byte[] bytes) {
        FuzzInput in = new FuzzInput(bytes);
        BufferPool pool = new BufferPool(16L << 20);
        Connection victim = new Connection(new ConnectionContext(Channels.CONFIG, pool));
        victim.reset(0);
        byte[] out = new byte[Connection.PAYLOAD_BYTES_MAX];
        long nowNs = 0;
        long delivered = 0;
        long[] messages = new long[1];
        while (!in.isAtEnd()) {
            nowNs += (in.u8() & 0x7F) * 1_000_000L;
            int kind = in.u8();
            if (kind >= 0xF0) {
                victim.send(Channels.any(kind), out, 0, in.u8());
            }
            byte[] payload = padded(in, kind);
            victim.onPayload(
                    payload,
                    0,
                    payload.length,
                    nowNs,
                    (channel, content, offset, length) -> {
                        assertTrue(offset >= 0 && length >= 0);
                        assertTrue(offset + length <= content.length);
                        assertTrue(length <= Channels.maxMessageBytes(channel));
                        messages[0]++;
                    });
            if ((kind & 1) == 1) {
                drain(victim, out, nowNs);
            }
            assertTrue(messages[0] >= delivered);
            delivered = messages[0];
            assertTrue(pool.takenBytes() <= MEMORY_BYTES_MAX, "taken=" + pool.takenBytes());
        }
        victim.close();
        assertEquals(0, pool.takenBytes());
        assertEquals(Connection.NO_DEADLINE, victim.nextDeadlineNs());
    }

    /// The input's bytes, with as many zeros behind them as make a fragment or a piece whole.
    private static byte[] padded(FuzzInput in, int kind) {
        byte[] head = in.bytes(in.u8());
        int length =
                (kind & 2) == 0 ? head.length : Math.min(1_200, head.length + in.u16() % 1_200);
        byte[] payload = new byte[length];
        System.arraycopy(head, 0, payload, 0, head.length);
        return payload;
    }

    private static void drain(Connection victim, byte[] out, long nowNs) {
        int payloads = 0;
        while (victim.pollPayload(out, 0, nowNs) > 0) {
            assertTrue(++payloads < 2_000, "a flush has an end");
        }
    }
}
