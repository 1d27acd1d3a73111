package dev.rudp.transport.endpoint;

import dev.rudp.transport.connection.Connection;
import dev.rudp.transport.netcode.Extensions;
import dev.rudp.transport.netcode.Netcode;
import dev.rudp.transport.wire.LittleEndian;

/// Writes what a [ServerEndpoint] sends within sessions: numbers it, seals it with the session's
/// key, and addresses it to where the session's client is. Owner: the endpoint's thread; allocates
/// nothing.
final class SessionSender {
    private final PacketSender sender;
    private final int maxSessions;
    private final byte[] unconfirmedPayload = new byte[Netcode.MAX_PAYLOAD_BYTES];

    SessionSender(PacketSender sender, int maxSessions) {
        this.sender = sender;
        this.maxSessions = maxSessions;
    }

    /// Sends all that is due for this session.
    void flush(Session to, Connection connection, long nowNs) {
        if (!to.confirmed) {
            flushUnconfirmed(to, connection, nowNs);
            return;
        }
        do {
            int body = sender.begin(to.payloadType, to.nextSequence);
            int bodyBytes = connection.pollPayload(sender.bytes(), body, nowNs);
            if (bodyBytes == 0) {
                return;
            }
            finish(to, bodyBytes);
            to.lastSentNs = nowNs;
        } while (connection.isDue(nowNs));
    }

    /// @param length 1..[Netcode#MAX_PAYLOAD_BYTES]
    void payload(Session to, byte[] payload, int offset, int length, long nowNs) {
        if (!to.confirmed) {
            keepAlive(to, nowNs);
        }
        int body = sender.begin(to.payloadType, to.nextSequence);
        System.arraycopy(payload, offset, sender.bytes(), body, length);
        finish(to, length);
        to.lastSentNs = nowNs;
    }

    void keepAlive(Session to, long nowNs) {
        sender.keepAlive(
                to.sendKey,
                to.nextSequence++,
                to.index,
                maxSessions,
                to.peerHi,
                to.peerLo,
                to.peerPort);
        to.lastSentNs = nowNs;
    }

    /// Offers the session's extensions. It counts as no keep-alive: a plain client ignores it.
    void offer(Session to, long nowNs) {
        int body = sender.begin(Extensions.EXTENSIONS, to.nextSequence);
        Extensions.putBody(sender.bytes(), body, to.extensions, to.connectionId);
        finish(to, Extensions.BODY_BYTES);
        to.onOffered(nowNs);
    }

    /// Asks whoever is at the probed address to prove that it is the session's client.
    void challenge(Session to, PathProbe probe) {
        int body = sender.begin(Extensions.PATH_CHALLENGE, to.nextSequence++);
        LittleEndian.putI64(sender.bytes(), body, probe.data);
        sender.finish(
                to.sendKey, Extensions.PATH_BODY_BYTES, probe.peerHi, probe.peerLo, probe.peerPort);
    }

    void goodbye(Session to, long nowNs) {
        for (int i = 0; i < Netcode.DISCONNECT_COPIES; i++) {
            sender.begin(Netcode.DISCONNECT, to.nextSequence);
            finish(to, 0);
        }
        to.lastSentNs = nowNs;
    }

    /// Each payload follows a keep-alive, so payloads are made before their datagram is begun.
    private void flushUnconfirmed(Session to, Connection connection, long nowNs) {
        int length = connection.pollPayload(unconfirmedPayload, 0, nowNs);
        while (length > 0) {
            payload(to, unconfirmedPayload, 0, length, nowNs);
            length = connection.pollPayload(unconfirmedPayload, 0, nowNs);
        }
    }

    private void finish(Session to, int bodyBytes) {
        to.nextSequence++;
        sender.finish(to.sendKey, bodyBytes, to.peerHi, to.peerLo, to.peerPort);
    }
}
