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

    /// What may fail to open from addresses that are not the session's: with 0.4 s' worth at once.
    private static final int STRAYS_PER_SECOND = 250;

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long STRAY_INTERVAL_NS = SECOND_NS / STRAYS_PER_SECOND;
    private static final long STRAY_BURST_NS = 400_000_000L;

    /// What may fail to open from the session's own address, with a tenth of a second's worth at
    /// once: 67 per tick, some two milliseconds of CPU a second.
    static final int FORGERIES_PER_SECOND = 4_000;

    private static final long FORGERY_INTERVAL_NS = SECOND_NS / FORGERIES_PER_SECOND;
    private static final long FORGERY_BURST_NS = SECOND_NS / 10;

    /// The same for sequences that the client can hardly have reached.
    private static final int FAR_FORGERIES_PER_SECOND = 20;

    private static final long FAR_INTERVAL_NS = SECOND_NS / FAR_FORGERIES_PER_SECOND;
    private static final long FAR_BURST_NS = SECOND_NS;

    /// A client's next sequence is near: some packets may be lost, and after a silence, as many as
    /// a thousand a second.
    private static final long NEAR_PACKETS = 256;

    private static final long SILENT_PACKET_NS = SECOND_NS / 1_000;

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

    /// The same for the two budgets of forgeries.
    private long nearFullAtNs;

    private long farFullAtNs;

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
        nearFullAtNs = nowNs;
        farFullAtNs = nowNs;
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

    /// Decryption is paid for by what fails, so that a client's own packets cost its budget
    /// nothing; and a forger who cannot tell where the client's sequence is has a small budget of
    /// its own.
    ///
    /// @param sequence of a packet from the session's address
    boolean mayOpen(long sequence, long nowNs) {
        return isNear(sequence, nowNs)
                ? nearFullAtNs - nowNs <= FORGERY_BURST_NS
                : farFullAtNs - nowNs <= FAR_BURST_NS;
    }

    /// A packet from the session's address did not open.
    void onForged(long sequence, long nowNs) {
        if (isNear(sequence, nowNs)) {
            nearFullAtNs = Math.max(nearFullAtNs, nowNs) + FORGERY_INTERVAL_NS;
        } else {
            farFullAtNs = Math.max(farFullAtNs, nowNs) + FAR_INTERVAL_NS;
        }
    }

    /// {@return whether a packet from an address that is not the session's may be opened}
    boolean mayOpenStray(long nowNs) {
        return straysFullAtNs - nowNs <= STRAY_BURST_NS;
    }

    /// A packet from an address that is not the session's did not open.
    void onForgedStray(long nowNs) {
        straysFullAtNs = Math.max(straysFullAtNs, nowNs) + STRAY_INTERVAL_NS;
    }

    private boolean isNear(long sequence, long nowNs) {
        long ahead = sequence - replay.newest();
        return ahead >= -ReplayWindow.SIZE
                && ahead <= NEAR_PACKETS + (nowNs - lastReceivedNs) / SILENT_PACKET_NS;
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
