package dev.rudp.transport.connection;

import java.util.Arrays;

/// What happened on one connection since its reset. Read by the owner, written by [Connection].
// Ordinals index a dense array inside this object; they are never stored or sent.
@SuppressWarnings("EnumOrdinal")
public final class ConnectionCounters {
    private static final PayloadDrop[] DROPS = PayloadDrop.values();

    private final long[] drops = new long[DROPS.length];
    long payloadsSent;
    long payloadBytesSent;
    long payloadsReceived;
    long payloadBytesReceived;
    long packetsSent;
    long packetsAcked;
    long packetsLost;
    long packetsLostWrongly;
    long ackOnlySent;
    long probes;
    long messagesSent;
    long messagesDelivered;
    long messagesUnsendable;

    void reset() {
        Arrays.fill(drops, 0);
        payloadsSent = 0;
        payloadBytesSent = 0;
        payloadsReceived = 0;
        payloadBytesReceived = 0;
        packetsSent = 0;
        packetsAcked = 0;
        packetsLost = 0;
        packetsLostWrongly = 0;
        ackOnlySent = 0;
        probes = 0;
        messagesSent = 0;
        messagesDelivered = 0;
        messagesUnsendable = 0;
    }

    void count(PayloadDrop reason) {
        drops[reason.ordinal()]++;
    }

    public long drops(PayloadDrop reason) {
        return drops[reason.ordinal()];
    }

    /// {@return payloads (datagrams) written, fragments each by itself}
    public long payloadsSent() {
        return payloadsSent;
    }

    public long payloadBytesSent() {
        return payloadBytesSent;
    }

    /// {@return payloads read, also those dropped}
    public long payloadsReceived() {
        return payloadsReceived;
    }

    public long payloadBytesReceived() {
        return payloadBytesReceived;
    }

    /// {@return packets sent; a packet is one payload, or several fragments}
    public long packetsSent() {
        return packetsSent;
    }

    public long packetsAcked() {
        return packetsAcked;
    }

    public long packetsLost() {
        return packetsLost;
    }

    /// {@return packets that were called lost and acknowledged later}
    public long packetsLostWrongly() {
        return packetsLostWrongly;
    }

    /// {@return packets sent only because acks were due}
    public long ackOnlySent() {
        return ackOnlySent;
    }

    /// {@return probe timeouts (RFC 9002 §6.2)}
    public long probes() {
        return probes;
    }

    /// {@return messages that `send` queued}
    public long messagesSent() {
        return messagesSent;
    }

    public long messagesDelivered() {
        return messagesDelivered;
    }

    /// {@return long unreliable messages given up because the buffer pool was used up}
    public long messagesUnsendable() {
        return messagesUnsendable;
    }
}
