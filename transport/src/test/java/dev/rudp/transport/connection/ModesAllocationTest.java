package dev.rudp.transport.connection;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.allocation.AllocationMeter;
import dev.rudp.transport.buffer.BufferPool;
import dev.rudp.transport.channel.MessageSink;
import org.junit.jupiter.api.Test;

/// All modes at once, with deadlines, receipts, compression, repairs and losses.
class ModesAllocationTest {
    private final BufferPool pool = new BufferPool(1 << 22);
    private final ConnectionContext context = new ConnectionContext(ModesExchange.CONFIG, pool);
    private final Connection server = new Connection(context);
    private final Connection client = new Connection(context);
    private final byte[] payload = new byte[Connection.PAYLOAD_BYTES_MAX];
    private final byte[] message = new byte[4_096];
    private long nowNs;
    private long carried;
    private long received;
    private long receipts;
    private final MessageSink sink = (channel, bytes, offset, length) -> received++;
    private int tick;

    @Test
    void aTickWithEveryModeAllocatesNothing() {
        server.reset(0);
        client.reset(0);
        server.receipts((channel, receipt, outcome) -> receipts++);
        AllocationMeter.assertZero(20_000, 10_000, this::gameTick);
        assertTrue(received > 100_000, "received=" + received);
        assertTrue(receipts > 100_000, "receipts=" + receipts);
        assertTrue(server.counters().packetsLost() > 1_000, "losses were part of it");
        assertTrue(client.piecesRepaired() > 1_000, "and so were repairs");
    }

    private void gameTick() {
        tick++;
        nowNs += Peer.TICK_NS;
        for (int channel = 0; channel < ModesExchange.CHANNELS; channel++) {
            int length = tick % 50 == channel ? 3_000 : 40 + channel;
            long deadlineNs = tick % 3 == 0 ? nowNs + 5 * Peer.TICK_NS : Connection.NO_DEADLINE;
            server.send(channel, message, 0, length, deadlineNs, tick);
        }
        client.send(ModesExchange.SEQUENCED, message, 0, 40);
        if (tick % 200 == 0) {
            client.pause(ModesExchange.ORDERED);
        }
        if (tick % 200 == 10) {
            client.resume(ModesExchange.ORDERED, sink);
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
}
