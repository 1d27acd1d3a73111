package dev.rudp.benchmarks.datagram;

import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.wire.LittleEndian;

/// Players without a protocol: a datagram with the player's number goes out, and one comes back.
final class BarePlayers implements LoadWork {
    private final PeerAddress server;
    private final int players;
    private final DatagramOutbox outbox;
    private long echoes;

    BarePlayers(PeerAddress server, int players, DatagramOutbox outbox) {
        this.server = server;
        this.players = players;
        this.outbox = outbox;
    }

    @Override
    public void send(int player, long nowNs) {
        LittleEndian.putI32(outbox.bytes(), outbox.reserve(), player);
        outbox.commit(
                DatagramLoad.UP_BYTES,
                server.hi(),
                server.lo(),
                server.port(),
                0,
                DatagramLoad.playerLo(player));
    }

    @Override
    public void onBatch(DatagramBatch incoming, long nowNs) {
        for (int i = 0; i < incoming.size(); i++) {
            int player = DatagramLoad.player(incoming.localLo(i));
            if (player >= 0
                    && player < players
                    && incoming.length(i) == DatagramLoad.DOWN_BYTES
                    && LittleEndian.i32(incoming.bytes(), incoming.offset(i)) == player) {
                echoes++;
            }
        }
    }

    @Override
    public void onDeadline(long nowNs) {}

    @Override
    public void connect(long nowNs) {}

    @Override
    public int connected() {
        return players;
    }

    @Override
    public void disconnect(long nowNs) {}

    @Override
    public long echoes() {
        return echoes;
    }
}
