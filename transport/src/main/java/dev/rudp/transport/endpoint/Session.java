package dev.rudp.transport.endpoint;

import dev.rudp.transport.crypto.PacketKey;
import dev.rudp.transport.netcode.Netcode;
import dev.rudp.transport.netcode.ReplayWindow;

/// One connected client of a [ServerEndpoint]: who it is, its keys, and where netcode stands.
final class Session {
    final int index;
    final long clientId;
    final long peerHi;
    final long peerLo;
    final int peerPort;
    final long timeoutNs;
    final PacketKey sendKey;
    final PacketKey receiveKey;
    final ReplayWindow replay = new ReplayWindow();

    /// Sequences count up from 0; the handshake's packets used others (from 2^63 on).
    long nextSequence;

    long lastSentNs;
    long lastReceivedNs;

    /// When the session's timer is set to go off; a deadline that moves later needs no new timer.
    long timerNs;

    /// Whether the client is known to have its session number; until then each payload follows a
    /// keep-alive that tells it.
    boolean confirmed;

    Session(int index, Handshake handshake, long nowNs) {
        this.index = index;
        clientId = handshake.token().clientId;
        peerHi = handshake.peerHi();
        peerLo = handshake.peerLo();
        peerPort = handshake.peerPort();
        timeoutNs = handshake.token().timeoutNs;
        sendKey = handshake.token().sendKey;
        receiveKey = handshake.token().receiveKey;
        lastSentNs = nowNs;
        lastReceivedNs = nowNs;
    }

    boolean isTimedOut(long nowNs) {
        return nowNs - lastReceivedNs >= timeoutNs;
    }

    boolean isKeepAliveDue(long nowNs) {
        return nowNs - lastSentNs >= Netcode.SEND_INTERVAL_NS;
    }

    /// {@return when netcode itself has something to do}
    long deadlineNs() {
        return Math.min(lastReceivedNs + timeoutNs, lastSentNs + Netcode.SEND_INTERVAL_NS);
    }

    /// Reads ahead, see [dev.rudp.transport.connection.Connection#touch].
    long touch() {
        return replay.touch() + receiveKey.touch() + sendKey.touch();
    }

    void closeKeys() {
        sendKey.close();
        receiveKey.close();
    }
}
