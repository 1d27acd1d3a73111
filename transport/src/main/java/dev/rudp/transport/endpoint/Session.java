package dev.rudp.transport.endpoint;

import dev.rudp.transport.crypto.PacketKey;
import dev.rudp.transport.netcode.Extensions;
import dev.rudp.transport.netcode.Netcode;
import dev.rudp.transport.netcode.PacketCodec;
import dev.rudp.transport.netcode.ReplayWindow;
import org.jspecify.annotations.Nullable;

/// One connected client of a [ServerEndpoint]: who it is, its keys, and where netcode stands.
final class Session {
    /// One is enough on most networks. Ten a second; with half of all packets lost each way, one
    /// client in 300 hears none of this many, or is not heard.
    private static final int OFFERS = 20;

    /// What a client may send from a new address until it has answered a challenge there: four
    /// times the packets of a game, for 0.4 s at once.
    private static final int STRAYS_PER_SECOND = 250;

    private static final long STRAY_INTERVAL_NS = 1_000_000_000L / STRAYS_PER_SECOND;
    private static final long STRAY_BURST_NS = 400_000_000L;

    final int index;
    final long clientId;
    final long timeoutNs;
    final PacketKey sendKey;
    final PacketKey receiveKey;
    final ReplayWindow replay = new ReplayWindow();

    /// Where the client is known to be.
    long peerHi;

    long peerLo;
    int peerPort;

    /// The types that the client may send now.
    int types = PacketCodec.AT_SERVER;

    /// What payloads are sent as.
    int payloadType = Netcode.PAYLOAD;

    /// What is offered, and once the client has answered, what is agreed on.
    int extensions;

    /// By which the session is found at any address; 0: by none.
    long connectionId;

    /// Until the client has answered the offer.
    int offersLeft;

    long nextOfferNs;
    boolean isAnswered;

    /// Made when the client first shows up somewhere else.
    @Nullable PathProbe probe;

    /// When its [#STRAYS_PER_SECOND] are all there again.
    private long straysFullAtNs;

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
        straysFullAtNs = nowNs;
    }

    /// Begins to offer.
    ///
    /// @param set what the client may accept
    /// @param connectionId not 0 if migration is among it
    void offer(int set, long connectionId, long nowNs) {
        extensions = set;
        this.connectionId = connectionId;
        types = PacketCodec.atServer(set);
        offersLeft = OFFERS;
        nextOfferNs = nowNs;
    }

    void onOffered(long nowNs) {
        offersLeft--;
        nextOfferNs = nowNs + Netcode.SEND_INTERVAL_NS;
    }

    /// The client has answered; the first answer counts.
    ///
    /// @param accepted a part of what was offered
    void onAnswer(int accepted) {
        extensions = accepted;
        offersLeft = 0;
        isAnswered = true;
        types = PacketCodec.atServer(accepted) | PacketCodec.ANSWER;
        if ((accepted & Extensions.MIGRATION) == 0) {
            connectionId = 0;
        }
        if ((accepted & Extensions.INTEGRITY_ONLY) != 0) {
            payloadType = Extensions.CLEAR_PAYLOAD;
        }
    }

    /// {@return whether the client says whose its packets are, wherever it is}
    boolean migrates() {
        return isAnswered && (extensions & Extensions.MIGRATION) != 0;
    }

    boolean isOfferDue(long nowNs) {
        return offersLeft > 0 && nowNs >= nextOfferNs;
    }

    boolean isAt(long hi, long lo, int port) {
        return peerLo == lo && peerPort == port && peerHi == hi;
    }

    /// {@return whether one more packet from an address that is not the session's may be opened}
    boolean tryStray(long nowNs) {
        if (straysFullAtNs - nowNs > STRAY_BURST_NS) {
            return false;
        }
        straysFullAtNs = Math.max(straysFullAtNs, nowNs) + STRAY_INTERVAL_NS;
        return true;
    }

    boolean isTimedOut(long nowNs) {
        return nowNs - lastReceivedNs >= timeoutNs;
    }

    boolean isKeepAliveDue(long nowNs) {
        return nowNs - lastSentNs >= Netcode.SEND_INTERVAL_NS;
    }

    /// {@return when netcode itself has something to do}
    long deadlineNs() {
        long netcodeNs =
                Math.min(lastReceivedNs + timeoutNs, lastSentNs + Netcode.SEND_INTERVAL_NS);
        return offersLeft > 0 ? Math.min(netcodeNs, nextOfferNs) : netcodeNs;
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
