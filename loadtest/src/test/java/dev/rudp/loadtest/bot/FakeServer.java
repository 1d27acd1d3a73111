package dev.rudp.loadtest.bot;

import dev.rudp.engine.input.InputMessage;
import dev.rudp.engine.join.Welcome;
import dev.rudp.engine.join.WorldChannels;
import dev.rudp.game.arena.ArenaSchema;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.transport.connection.ConnectionConfig;
import dev.rudp.transport.crypto.PacketCiphers;
import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.endpoint.DisconnectReason;
import dev.rudp.transport.endpoint.EndpointListener;
import dev.rudp.transport.endpoint.ServerEndpoint;
import dev.rudp.transport.endpoint.ServerEndpointConfig;
import dev.rudp.transport.netcode.ConnectToken;
import dev.rudp.transport.wire.ByteWriter;
import java.time.Duration;
import java.util.List;

/// A server with a real transport and no world: each tick it says which input it has, about a world
/// in which nobody is to be seen. Drops what a test tells it to drop. Virtual time, one thread.
final class FakeServer implements EndpointListener {
    static final long TICK_NS = 16_666_667L;
    private static final PeerAddress ADDRESS = PeerAddress.v4(0x7F000001, 40_000);
    private static final int BOTS_PORT = 50_000;
    private static final long EPOCH_NS = 1_800_000_000L * 1_000_000_000L;
    private static final int CHECKSUM = 1;

    /// What is on its way to the bots.
    final DatagramBatch toBots = new DatagramBatch(1024);

    /// Of so many datagrams one is lost; 0: none.
    int dropUpEvery;

    int dropDownEvery;
    long droppedUp;
    long droppedDown;

    /// Inputs that it says are waiting.
    int queueDepth;

    /// Whether its snapshots carry a checksum, which then is not that of the view.
    boolean sendsWrongChecksums;

    int tickHz = 60;

    private final SeededRandom random = new SeededRandom(11);
    private final byte[] privateKey = new byte[32];
    private final ServerEndpoint endpoint;
    private final DatagramOutbox outbox = new DatagramOutbox(64, this::carry);
    private final InputMessage inputs = new InputMessage();
    private final ByteWriter writer = new ByteWriter();
    private final byte[] message = new byte[64];
    private final byte[] scratch = new byte[DatagramBatch.SLOT_BYTES];
    private final int[] newestInput;
    private long nextTickNs;
    private int tick;
    private long up;
    private long down;

    FakeServer(int maxSessions) {
        random.nextBytes(privateKey);
        newestInput = new int[maxSessions];
        var config =
                new ServerEndpointConfig(
                        7,
                        privateKey,
                        List.of(ADDRESS),
                        maxSessions,
                        ConnectionConfig.of(WorldChannels.specs()),
                        EPOCH_NS);
        endpoint = new ServerEndpoint(config, PacketCiphers.best(), random, outbox, this, 0);
    }

    ConnectToken token(int client, long nowNs) {
        return ConnectToken.create(
                7,
                client,
                new byte[0],
                List.of(ADDRESS),
                Duration.ofSeconds(30),
                5,
                privateKey,
                (nowNs + EPOCH_NS) / 1_000_000_000L,
                random);
    }

    /// What the bots' socket would do; {@return the datagrams taken}
    int takeFromBots(DatagramBatch batch, long nowNs) {
        for (int i = 0; i < batch.size(); i++) {
            if (dropUpEvery > 0 && ++up % dropUpEvery == 0) {
                droppedUp++;
                continue;
            }
            System.arraycopy(batch.bytes(), batch.offset(i), scratch, 0, batch.length(i));
            endpoint.onDatagram(
                    scratch,
                    0,
                    batch.length(i),
                    batch.localHi(i),
                    batch.localLo(i),
                    BOTS_PORT,
                    nowNs);
        }
        return batch.size();
    }

    void work(long nowNs) {
        if (endpoint.nextDeadlineNs() <= nowNs) {
            endpoint.onDeadline(nowNs);
        }
        if (nowNs >= nextTickNs) {
            nextTickNs += TICK_NS;
            tick++;
            for (int session = 0; session < endpoint.maxSessions(); session++) {
                if (endpoint.isConnected(session)) {
                    int length = snapshot(newestInput[session]);
                    endpoint.send(session, WorldChannels.STATE, message, 0, length);
                    endpoint.flush(session, nowNs);
                }
            }
        }
        outbox.flush();
    }

    int sessions() {
        return endpoint.sessionCount();
    }

    @Override
    public void onConnected(int session, long clientId, byte[] userData, int userDataOffset) {
        newestInput[session] = 0;
        byte[] welcome =
                new Welcome(session, 1, tickHz, 64, tick, ArenaSchema.SCHEMA.hash(), "meadow")
                        .encode();
        endpoint.send(session, WorldChannels.CONTROL, welcome, 0, welcome.length);
    }

    @Override
    public void onMessage(int session, int channel, byte[] bytes, int offset, int length) {
        if (inputs.decode(bytes, offset, length) && inputs.count() > 0) {
            newestInput[session] =
                    InputMessage.extend(inputs.newestSequence(), newestInput[session]);
        }
    }

    @Override
    public void onDisconnected(int session, DisconnectReason reason) {
        // The next to come starts at input 0 again.
    }

    /// Composes a full snapshot without entities, as [SnapshotHeader] draws it.
    private int snapshot(int newest) {
        writer.wrap(message, 0, message.length);
        writer.u8((sendsWrongChecksums ? CHECKSUM : 0) | queueDepth << 4);
        writer.i32(tick);
        writer.u8(0);
        writer.u16(newest & 0xFFFF);
        if (sendsWrongChecksums) {
            writer.i32(0xBAD);
        }
        writer.u8(0);
        return writer.length();
    }

    private void carry(DatagramBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            if (dropDownEvery > 0 && ++down % dropDownEvery == 0) {
                droppedDown++;
                continue;
            }
            System.arraycopy(
                    batch.bytes(),
                    batch.offset(i),
                    toBots.bytes(),
                    toBots.nextOffset(),
                    batch.length(i));
            toBots.commit(
                    batch.length(i),
                    ADDRESS.hi(),
                    ADDRESS.lo(),
                    ADDRESS.port(),
                    batch.peerHi(i),
                    batch.peerLo(i));
        }
    }
}
