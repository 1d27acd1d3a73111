package dev.rudp.testkit.network;

import org.jspecify.annotations.Nullable;

/// An address in a [VirtualNetwork] with at most one node behind it.
public final class VirtualPort {
    private final VirtualNetwork network;
    private final VirtualAddress address;
    private final int index;
    private @Nullable VirtualNode node;

    VirtualPort(VirtualNetwork network, VirtualAddress address, int index) {
        this.network = network;
        this.address = address;
        this.index = index;
    }

    /// Puts a node here, in place of any other. Without one, what arrives is dropped.
    public VirtualPort attach(VirtualNode newNode) {
        node = newNode;
        return this;
    }

    /// Sends a copy of the bytes, from this address, at the network's current time.
    public void send(byte[] bytes, int offset, int length, long toHi, long toLo, int toPort) {
        network.send(this, bytes, offset, length, new VirtualAddress(toHi, toLo, toPort));
    }

    public void send(byte[] bytes, int offset, int length, VirtualAddress to) {
        network.send(this, bytes, offset, length, to);
    }

    public VirtualAddress address() {
        return address;
    }

    @Nullable VirtualNode node() {
        return node;
    }

    int index() {
        return index;
    }
}
