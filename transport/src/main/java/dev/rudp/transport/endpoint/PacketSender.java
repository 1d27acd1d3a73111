package dev.rudp.transport.endpoint;

import dev.rudp.transport.crypto.PacketKey;
import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.netcode.Extensions;
import dev.rudp.transport.netcode.Netcode;
import dev.rudp.transport.netcode.PacketCodec;
import dev.rudp.transport.wire.LittleEndian;

/// Writes packets straight into the outbox: [#begin], then the body into [#bytes()], then
/// [#finish]; a packet that is begun and not finished is not sent. Owner: the endpoint's thread.
final class PacketSender {
    private final PacketCodec codec;
    private final DatagramOutbox outbox;
    private long localHi;
    private long localLo;

    /// Goes before each sealed packet, see [Extensions#ROUTED]; 0: nothing does.
    private long connectionId;

    /// @param localHi our own address on every datagram; both halves 0: the kernel's choice
    PacketSender(PacketCodec codec, DatagramOutbox outbox, long localHi, long localLo) {
        this.codec = codec;
        this.outbox = outbox;
        this.localHi = localHi;
        this.localLo = localLo;
    }

    /// {@return where the body belongs}
    int begin(int type, long sequence) {
        int at = outbox.reserve();
        if (connectionId == 0) {
            return codec.begin(type, sequence, outbox.bytes(), at);
        }
        outbox.bytes()[at] = Extensions.ROUTED;
        LittleEndian.putI64(outbox.bytes(), at + 1, connectionId);
        return codec.begin(type, sequence, outbox.bytes(), at + Extensions.ROUTE_BYTES);
    }

    /// From now on every sealed packet says whose it is.
    void route(long connectionId) {
        this.connectionId = connectionId;
    }

    /// From now on datagrams are sent from this address of ours.
    void local(long hi, long lo) {
        localHi = hi;
        localLo = lo;
    }

    /// Reads ahead, see [dev.rudp.transport.connection.Connection#touch].
    long touch() {
        return localLo;
    }

    byte[] bytes() {
        return outbox.bytes();
    }

    void finish(PacketKey key, int bodyBytes, long peerHi, long peerLo, int peerPort) {
        int length = codec.seal(key, outbox.bytes(), bodyBytes);
        commit(
                connectionId == 0 ? length : length + Extensions.ROUTE_BYTES,
                peerHi,
                peerLo,
                peerPort);
    }

    /// {@return where a datagram in the clear may be written}; [#commit] sends it
    int reserve() {
        return outbox.reserve();
    }

    void commit(int length, long peerHi, long peerLo, int peerPort) {
        outbox.commit(length, peerHi, peerLo, peerPort, localHi, localLo);
    }

    void keepAlive(
            PacketKey key,
            long sequence,
            int session,
            int maxSessions,
            long peerHi,
            long peerLo,
            int peerPort) {
        int body = begin(Netcode.KEEP_ALIVE, sequence);
        LittleEndian.putI32(bytes(), body, session);
        LittleEndian.putI32(bytes(), body + 4, maxSessions);
        finish(key, Netcode.KEEP_ALIVE_BODY_BYTES, peerHi, peerLo, peerPort);
    }

    /// Sends a packet without a body: denied or disconnect.
    void empty(int type, PacketKey key, long sequence, long peerHi, long peerLo, int peerPort) {
        begin(type, sequence);
        finish(key, 0, peerHi, peerLo, peerPort);
    }
}
