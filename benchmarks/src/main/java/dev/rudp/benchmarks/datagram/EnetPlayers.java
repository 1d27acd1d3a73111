package dev.rudp.benchmarks.datagram;

import dev.rudp.transport.wire.LittleEndian;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// Players that speak ENet, all of one ENet host.
final class EnetPlayers implements Players, Pump {
    private static final long NS_PER_MS = 1_000_000L;

    private final Enet enet;
    private final int port;
    private final long[] peers;
    private final Map<Long, Integer> numbers = new HashMap<>();
    private final byte[] message = new byte[DatagramLoad.DOWN_BYTES];
    private int connected;
    private long echoes;

    EnetPlayers(int port, int players) throws IOException {
        this.port = port;
        peers = new long[players];
        enet = Enet.client(players);
    }

    @Override
    public void send(int player, long nowNs) {
        LittleEndian.putI32(message, 0, player);
        enet.send(peers[player], message, DatagramLoad.UP_BYTES);
    }

    @Override
    public void pump(long waitNs) {
        int event = enet.poll((int) ((waitNs + NS_PER_MS - 1) / NS_PER_MS));
        while (event != Enet.NOTHING) {
            if (event == Enet.CONNECTED) {
                enet.neverThrottle(enet.peer());
                connected++;
            } else if (event == Enet.RECEIVED) {
                onEcho(enet.peer(), enet.take(message));
            } else if (event == Enet.DISCONNECTED) {
                connected--;
            }
            event = enet.poll(0);
        }
    }

    @Override
    public void connect(long nowNs) {
        numbers.clear();
        connected = 0;
        for (int i = 0; i < peers.length; i++) {
            peers[i] = enet.connect(port);
            numbers.put(peers[i], i);
        }
    }

    @Override
    public int connected() {
        return connected;
    }

    @Override
    public void disconnect(long nowNs) {
        for (long peer : peers) {
            enet.disconnect(peer);
        }
        enet.flush();
    }

    @Override
    public long echoes() {
        return echoes;
    }

    private void onEcho(long peer, int length) {
        int player = LittleEndian.i32(message, 0);
        Integer expected = numbers.get(peer);
        if (length == DatagramLoad.DOWN_BYTES && expected != null && expected == player) {
            echoes++;
        }
    }
}
