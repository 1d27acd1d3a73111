package dev.rudp.transport.endpoint;

import dev.rudp.transport.crypto.PacketCipher;
import dev.rudp.transport.crypto.PacketKey;
import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.netcode.ConnectToken;
import dev.rudp.transport.netcode.ConnectionRequest;
import dev.rudp.transport.netcode.Extensions;
import dev.rudp.transport.netcode.Netcode;
import dev.rudp.transport.netcode.PacketCodec;
import dev.rudp.transport.netcode.ReplayWindow;
import dev.rudp.transport.wire.LittleEndian;

/// What a client has for the life of one token: keys, sequence, replay window, and the server that
/// it talks to. Sequences are not started anew for the token's next server, for the keys are the
/// same.
final class ServerLink {
    private static final long SECOND_NS = 1_000_000_000L;

    final PacketCodec codec;
    final PacketSender sender;
    final PacketKey receiveKey;
    final ReplayWindow replay = new ReplayWindow();

    /// The body of the challenge, which is echoed as it came.
    final byte[] challenge = new byte[Netcode.CHALLENGE_BODY_BYTES];

    /// When the token can be used no more, by our own clock and counted from the start: the
    /// client's calendar may be wrong.
    final long expiryNs;

    long nextSequence;
    long lastSentNs;
    long lastReceivedNs;

    /// The types that the server may send now.
    int types;

    /// What both sides have agreed on.
    int extensions;

    private final int wanted;
    private final ConnectToken token;
    private final PacketKey sendKey;
    private final long timeoutNs;
    private int serverIndex;
    private PeerAddress server;

    ServerLink(
            ConnectToken token,
            ClientEndpointConfig config,
            PacketCipher cipher,
            DatagramOutbox outbox,
            long nowNs) {
        this.token = token;
        wanted = config.extensions();
        types = PacketCodec.atClient(wanted) & PacketCodec.BEFORE_OFFER;
        codec = new PacketCodec(token.protocolId());
        sender = new PacketSender(codec, outbox, config.localHi(), config.localLo());
        sendKey = cipher.key(token.clientToServerKey());
        receiveKey = cipher.key(token.serverToClientKey());
        server = token.servers().getFirst();
        long lifeSeconds = token.expireEpochSeconds() - token.createEpochSeconds();
        expiryNs = afterSeconds(nowNs, lifeSeconds);
        timeoutNs = token.timeoutSeconds() <= 0 ? 0 : token.timeoutSeconds() * SECOND_NS;
    }

    void sendRequest(long nowNs) {
        int at = sender.reserve();
        token.putRequest(sender.bytes(), at);
        sender.commit(ConnectionRequest.BYTES, server.hi(), server.lo(), server.port());
        lastSentNs = nowNs;
    }

    void sendResponse(long nowNs) {
        int body = sender.begin(Netcode.RESPONSE, nextSequence);
        System.arraycopy(challenge, 0, sender.bytes(), body, challenge.length);
        finish(challenge.length, nowNs);
    }

    /// The fields of a client's keep-alive are ignored.
    void sendKeepAlive(long nowNs) {
        sender.keepAlive(sendKey, nextSequence++, 0, 0, server.hi(), server.lo(), server.port());
        lastSentNs = nowNs;
    }

    void sendDisconnect(long nowNs) {
        for (int i = 0; i < Netcode.DISCONNECT_COPIES; i++) {
            sender.begin(Netcode.DISCONNECT, nextSequence);
            finish(0, nowNs);
        }
    }

    /// Takes the server's offer, and answers with what is wanted of it.
    ///
    /// @param body where it is in `bytes`
    /// @return false if it is of a version that we do not speak
    boolean onOffer(byte[] bytes, int body, long nowNs) {
        if (!Extensions.isVersion(bytes, body)) {
            return false;
        }
        extensions = Extensions.set(bytes, body) & wanted;
        types |= PacketCodec.atClient(extensions);
        boolean migrates = (extensions & Extensions.MIGRATION) != 0;
        long connectionId = migrates ? Extensions.connectionId(bytes, body) : 0;
        sender.route(connectionId);
        int at = sender.begin(Extensions.EXTENSIONS, nextSequence);
        Extensions.putBody(sender.bytes(), at, extensions, connectionId);
        finish(Extensions.BODY_BYTES, nowNs);
        return true;
    }

    /// Answers a challenge from the address at which it arrived.
    void sendPathResponse(long data, long nowNs) {
        int body = sender.begin(Extensions.PATH_RESPONSE, nextSequence);
        LittleEndian.putI64(sender.bytes(), body, data);
        finish(Extensions.PATH_BODY_BYTES, nowNs);
    }

    /// {@return where the payload belongs in the sender's bytes; [#finish] sends it}
    int beginPayload() {
        boolean clear = (extensions & Extensions.INTEGRITY_ONLY) != 0;
        return sender.begin(clear ? Extensions.CLEAR_PAYLOAD : Netcode.PAYLOAD, nextSequence);
    }

    void finish(int bodyBytes, long nowNs) {
        nextSequence++;
        sender.finish(sendKey, bodyBytes, server.hi(), server.lo(), server.port());
        lastSentNs = nowNs;
    }

    boolean hasNextServer() {
        return serverIndex + 1 < token.servers().size();
    }

    void toNextServer() {
        server = token.servers().get(++serverIndex);
    }

    /// {@return when silence has lasted too long}
    long timeoutAtNs() {
        return timeoutNs == 0 ? ClientEndpoint.NO_DEADLINE : lastReceivedNs + timeoutNs;
    }

    /// Reads ahead, see [dev.rudp.transport.connection.Connection#touch].
    long touch() {
        return replay.touch()
                + receiveKey.touch()
                + sendKey.touch()
                + codec.touch()
                + sender.touch()
                + server.lo();
    }

    void closeKeys() {
        sendKey.close();
        receiveKey.close();
    }

    private static long afterSeconds(long nowNs, long seconds) {
        boolean endless = seconds < 0 || seconds > Integer.MAX_VALUE;
        return endless ? ClientEndpoint.NO_DEADLINE : nowNs + seconds * SECOND_NS;
    }
}
