package dev.rudp.transport.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.allocation.AllocationMeter;
import dev.rudp.transport.buffer.BufferPool;
import dev.rudp.transport.channel.MessageSink;
import org.junit.jupiter.api.Test;

class ConnectionAllocationTest {
    private static final long TICK_NS = 16_666_667L;
    private static final int CONNECTION_BYTES_MAX = 16 * 1_024;

    private final BufferPool pool = new BufferPool(1 << 20);
    private final Connection server = new Connection(new ConnectionContext(Exchange.CONFIG, pool));
    private final Connection client = new Connection(new ConnectionContext(Exchange.CONFIG, pool));
    private final byte[] payload = new byte[Connection.PAYLOAD_BYTES_MAX];
    private final byte[] message = new byte[8_192];
    private long nowNs;
    private long carried;
    private long received;
    private final MessageSink sink = (channel, bytes, offset, length) -> received++;
    private int tick;

    @Test
    void aTickOfGameTrafficAllocatesNothingInEitherDirection() {
        server.reset(0);
        client.reset(0);
        AllocationMeter.assertZero(20_000, 10_000, this::gameTick);
        assertTrue(received > 60_000, "received=" + received);
        assertTrue(server.counters().packetsLost() > 1_000, "losses were part of it");
        assertTrue(server.piecesResent() > 100, "and so were resends");
        assertEquals(0, client.counters().drops(PayloadDrop.REFUSED));
    }

    private void gameTick() {
        tick++;
        nowNs += TICK_NS;
        server.send(Exchange.SEQUENCED, message, 0, 1_000);
        client.send(Exchange.SEQUENCED, message, 0, 40);
        if (tick % 7 == 0) {
            server.send(Exchange.ORDERED, message, 0, 50);
            client.send(Exchange.ORDERED, message, 0, 20);
        }
        if (tick % 50 == 0) {
            server.send(Exchange.SEQUENCED, message, 0, 5_000);
            server.send(Exchange.ORDERED, message, 0, 4_000);
        }
        carry(server, client);
        carry(client, server);
    }

    private void carry(Connection from, Connection to) {
        for (int n = from.pollPayload(payload, 0, nowNs);
                n > 0;
                n = from.pollPayload(payload, 0, nowNs)) {
            if (++carried % 11 != 0) {
                to.onPayload(payload, 0, n, nowNs, sink);
            }
        }
    }

    @Test
    void anIdleConnectionIsSmall() {
        Connection[] kept = new Connection[100];
        int[] next = {0};
        long bytes =
                AllocationMeter.allocatedBytes(
                        50,
                        50,
                        () -> {
                            kept[next[0] % 100] =
                                    new Connection(new ConnectionContext(Exchange.CONFIG, pool));
                            next[0]++;
                        });
        assertTrue(bytes / 50 <= CONNECTION_BYTES_MAX, "bytes per connection: " + bytes / 50);
        assertEquals(0, pool.takenBytes());
    }
}
