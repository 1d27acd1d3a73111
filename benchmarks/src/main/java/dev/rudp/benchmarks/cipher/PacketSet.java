package dev.rudp.benchmarks.cipher;

import dev.rudp.transport.crypto.PacketCipher;
import dev.rudp.transport.crypto.PacketKey;

/// Packets of one size under one key, sealed beforehand to be opened again and again from a copy
/// (which is part of the measured work of opening: some 10 ns, the same for every cipher).
final class PacketSet implements AutoCloseable {
    private static final int PACKETS = 64;

    /// Netcode's associated data of a packet: version, protocol, prefix.
    private static final byte[] AAD = new byte[22];

    private final PacketKey key;
    private final int size;
    private final byte[][] sealed = new byte[PACKETS][];
    private final byte[] buffer;
    private long sequence;

    PacketSet(PacketCipher cipher, int size) {
        this.size = size;
        this.key = cipher.key(new byte[PacketCipher.KEY_BYTES]);
        this.buffer = new byte[size + PacketCipher.TAG_BYTES];
        for (int i = 0; i < PACKETS; i++) {
            sealed[i] = new byte[buffer.length];
            key.seal(i, AAD, AAD.length, sealed[i], 0, size);
        }
        sequence = PACKETS;
    }

    void seal(int count) {
        for (int i = 0; i < count; i++) {
            key.seal(sequence++, AAD, AAD.length, buffer, 0, size);
        }
    }

    void open(int count) {
        for (int i = 0; i < count; i++) {
            int packet = i % PACKETS;
            System.arraycopy(sealed[packet], 0, buffer, 0, buffer.length);
            if (!key.open(packet, AAD, AAD.length, buffer, 0, buffer.length) || buffer[0] != 0) {
                throw new IllegalStateException("a sealed packet was not opened");
            }
        }
    }

    @Override
    public void close() {
        key.close();
    }
}
