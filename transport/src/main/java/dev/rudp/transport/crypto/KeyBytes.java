package dev.rudp.transport.crypto;

/// The one check of a key that comes in.
final class KeyBytes {
    private KeyBytes() {}

    static void check(byte[] key) {
        if (key.length != PacketCipher.KEY_BYTES) {
            throw new IllegalArgumentException(
                    "key.length=" + key.length + " is not " + PacketCipher.KEY_BYTES);
        }
    }

    static byte[] copyOf(byte[] key) {
        check(key);
        return key.clone();
    }
}
