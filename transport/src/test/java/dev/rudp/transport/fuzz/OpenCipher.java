package dev.rudp.transport.fuzz;

import dev.rudp.transport.crypto.PacketCipher;
import dev.rudp.transport.crypto.PacketKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Encrypts nothing and takes every tag whose last byte is zero, so that a fuzzer gets behind the
/// cryptography. What it does check is what the real one cannot: that no key ever seals two
/// different packets under one sequence.
final class OpenCipher implements PacketCipher {
    private final Map<Integer, Map<Long, Integer>> sealedByKey = new HashMap<>();

    @Override
    public String name() {
        return "open";
    }

    @Override
    public PacketKey key(byte[] key) {
        return new OpenKey(sealedByKey.computeIfAbsent(Arrays.hashCode(key), k -> new HashMap<>()));
    }

    private record OpenKey(Map<Long, Integer> sealed) implements PacketKey {
        @Override
        public void seal(
                long sequence, byte[] aad, int aadLength, byte[] buffer, int offset, int length) {
            int content = Arrays.hashCode(Arrays.copyOfRange(buffer, offset, offset + length));
            int hash = 31 * content + (aadLength == 0 ? 0 : aad[aadLength - 1]);
            Integer before = sealed.putIfAbsent(sequence, hash);
            if (before != null && before != hash) {
                throw new AssertionError("sequence=" + sequence + " sealed twice");
            }
            Arrays.fill(buffer, offset + length, offset + length + TAG_BYTES, (byte) 0);
        }

        @Override
        public boolean open(
                long sequence, byte[] aad, int aadLength, byte[] buffer, int offset, int length) {
            return length >= TAG_BYTES && buffer[offset + length - 1] == 0;
        }

        @Override
        public void close() {
            // Nothing secret in it; what it sealed stays known.
        }
    }
}
