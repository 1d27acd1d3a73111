package dev.rudp.transport.endpoint;

import dev.rudp.testkit.network.VirtualAddress;
import dev.rudp.testkit.network.VirtualNetwork;
import dev.rudp.testkit.network.VirtualNode;
import dev.rudp.testkit.network.VirtualPort;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.transport.channel.ChannelMode;
import dev.rudp.transport.channel.ChannelSpec;
import dev.rudp.transport.connection.ConnectionConfig;
import dev.rudp.transport.crypto.PacketCiphers;
import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.netcode.ConnectToken;
import dev.rudp.transport.netcode.Extensions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A [ServerEndpoint] in a virtual network that echoes every message and flushes at 60 Hz; also the
/// issuer of tokens for it.
final class VirtualServer implements VirtualNode, EndpointListener {
    static final long PROTOCOL_ID = 0x1122_3344_5566_7788L;
    static final long EPOCH_NS = 1_800_000_000L * 1_000_000_000L;
    static final long TICK_NS = 16_666_667L;
    static final int TIMEOUT_SECONDS = 5;
    static final VirtualAddress ADDRESS = VirtualAddress.v4(0x0A00_0001, 40_000);
    static final PeerAddress PUBLIC_ADDRESS = PeerAddress.v4(0x0A00_0001, 40_000);
    static final ConnectionConfig CHANNELS =
            ConnectionConfig.of(
                    new ChannelSpec(0, ChannelMode.UNRELIABLE_SEQUENCED, 1_000, 64),
                    new ChannelSpec(1, ChannelMode.RELIABLE_ORDERED, 4_000, 256));

    final VirtualNetwork network;
    final VirtualPort port;
    final SeededRandom random;
    final byte[] privateKey = new byte[32];
    final List<String> events = new ArrayList<>();
    ServerEndpoint endpoint;
    int migrations;

    private final int maxSessions;
    private DatagramOutbox outbox;
    private boolean raw;
    private long nextTickNs;

    VirtualServer(VirtualNetwork network, long seed, int maxSessions) {
        this.network = network;
        this.maxSessions = maxSessions;
        random = new SeededRandom(seed);
        random.nextBytes(privateKey);
        port = network.open(ADDRESS).attach(this);
        outbox = newOutbox();
        endpoint = newEndpoint(config(AdmissionLimits.defaults(maxSessions)));
    }

    /// Ends the process without a word, and starts a new one.
    void restart() {
        restart(config(AdmissionLimits.defaults(maxSessions)));
    }

    void restart(ServerEndpointConfig config) {
        raw = config.connection() == null;
        outbox = newOutbox();
        endpoint = newEndpoint(config);
    }

    ServerEndpointConfig config(AdmissionLimits limits) {
        return new ServerEndpointConfig(
                PROTOCOL_ID,
                privateKey,
                List.of(PUBLIC_ADDRESS),
                maxSessions,
                limits,
                CHANNELS,
                EPOCH_NS);
    }

    ServerEndpointConfig rawConfig() {
        return new ServerEndpointConfig(
                PROTOCOL_ID, privateKey, List.of(PUBLIC_ADDRESS), maxSessions, null, EPOCH_NS);
    }

    ConnectToken token(long clientId) {
        return token(PROTOCOL_ID, clientId, 30, privateKey, PUBLIC_ADDRESS);
    }

    /// A token that grants these extensions.
    ConnectToken token(long clientId, int extensions) {
        return ConnectToken.create(
                PROTOCOL_ID,
                clientId,
                Extensions.grant(
                        ("client " + clientId).getBytes(StandardCharsets.UTF_8), extensions),
                List.of(PUBLIC_ADDRESS),
                Duration.ofSeconds(30),
                TIMEOUT_SECONDS,
                privateKey,
                (network.nowNs() + EPOCH_NS) / 1_000_000_000L,
                random);
    }

    /// Starts anew with these extensions.
    void restartWith(int extensions) {
        restart(config(AdmissionLimits.defaults(maxSessions)).with(extensions));
    }

    ConnectToken token(
            long protocolId, long clientId, int lifeSeconds, byte[] key, PeerAddress... servers) {
        return ConnectToken.create(
                protocolId,
                clientId,
                ("client " + clientId).getBytes(StandardCharsets.UTF_8),
                List.of(servers),
                Duration.ofSeconds(lifeSeconds),
                TIMEOUT_SECONDS,
                key,
                (network.nowNs() + EPOCH_NS) / 1_000_000_000L,
                random);
    }

    @Override
    public void onDatagram(
            byte[] bytes, int offset, int length, long hi, long lo, int peerPort, long nowNs) {
        endpoint.onDatagram(bytes, offset, length, hi, lo, peerPort, nowNs);
        outbox.flush();
    }

    @Override
    public void onDeadline(long nowNs) {
        endpoint.onDeadline(nowNs);
        if (nowNs >= nextTickNs) {
            nextTickNs = nowNs + TICK_NS;
            if (!raw) {
                for (int session = 0; session < endpoint.maxSessions(); session++) {
                    endpoint.flush(session, nowNs);
                }
            }
        }
        outbox.flush();
    }

    @Override
    public long nextDeadlineNs() {
        long deadlineNs = endpoint.nextDeadlineNs();
        return endpoint.sessionCount() == 0 ? deadlineNs : Math.min(deadlineNs, nextTickNs);
    }

    void disconnect(int session) {
        endpoint.disconnect(session, network.nowNs());
        outbox.flush();
    }

    @Override
    public void onConnected(int session, long clientId, byte[] userData, int userDataOffset) {
        String text = new String(userData, userDataOffset, 240, StandardCharsets.UTF_8).trim();
        events.add("connected " + session + " " + clientId + " " + text.replace("\0", ""));
    }

    @Override
    public void onMessage(int session, int channel, byte[] bytes, int offset, int length) {
        endpoint.send(session, channel, bytes, offset, length);
    }

    @Override
    public void onRawPayload(int session, byte[] bytes, int offset, int length) {
        byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
        endpoint.sendRaw(session, copy, 0, length, network.nowNs());
    }

    @Override
    public void onMigrated(int session) {
        migrations++;
    }

    @Override
    public void onDisconnected(int session, DisconnectReason reason) {
        events.add("disconnected " + session + " " + reason);
    }

    private ServerEndpoint newEndpoint(ServerEndpointConfig config) {
        return new ServerEndpoint(
                config, PacketCiphers.best(), random, outbox, this, network.nowNs());
    }

    private DatagramOutbox newOutbox() {
        return new DatagramOutbox(
                64,
                batch -> {
                    for (int i = 0; i < batch.size(); i++) {
                        port.send(
                                batch.bytes(),
                                batch.offset(i),
                                batch.length(i),
                                batch.peerHi(i),
                                batch.peerLo(i),
                                batch.peerPort(i));
                    }
                });
    }
}
