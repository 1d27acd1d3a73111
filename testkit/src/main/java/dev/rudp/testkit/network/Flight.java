package dev.rudp.testkit.network;

/// A datagram on its way. Reused.
final class Flight implements Comparable<Flight> {
    private static final VirtualAddress NOWHERE = new VirtualAddress(0, 0, 0);
    private static final Link NO_LINK = new Link(LinkProfile.perfect(), 0);
    private static final long FNV_PRIME = 0x0000_0100_0000_01B3L;

    long arrivalNs;
    long order;
    private VirtualAddress from = NOWHERE;
    private VirtualAddress to = NOWHERE;
    private Link link = NO_LINK;
    private byte[] bytes = new byte[0];
    private int length;

    void load(
            VirtualAddress from,
            VirtualAddress to,
            Link link,
            byte[] source,
            int offset,
            int length) {
        this.from = from;
        this.to = to;
        this.link = link;
        this.length = length;
        if (bytes.length < length) {
            bytes = new byte[Math.max(length, 1_536)];
        }
        System.arraycopy(source, offset, bytes, 0, length);
    }

    /// {@return `hash` with this delivery added, FNV-1a}
    long hashInto(long hash) {
        long result = (hash ^ arrivalNs) * FNV_PRIME;
        result = (result ^ from.hashCode()) * FNV_PRIME;
        result = (result ^ to.hashCode()) * FNV_PRIME;
        for (int i = 0; i < length; i++) {
            result = (result ^ (bytes[i] & 0xFF)) * FNV_PRIME;
        }
        return result;
    }

    @Override
    public int compareTo(Flight other) {
        int byTime = Long.compare(arrivalNs, other.arrivalNs);
        return byTime != 0 ? byTime : Long.compare(order, other.order);
    }

    VirtualAddress from() {
        return from;
    }

    VirtualAddress to() {
        return to;
    }

    Link link() {
        return link;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
