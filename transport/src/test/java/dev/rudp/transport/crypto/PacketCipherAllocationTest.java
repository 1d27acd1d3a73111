package dev.rudp.transport.crypto;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.allocation.AllocationMeter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The native ciphers allocate nothing per packet; the JDK's does, within what its Javadoc says.
final class PacketCipherAllocationTest {
    private static final int WARM_UP = 60_000;
    private static final int ROUNDS = 1_000;

    static List<PacketCipher> nativeCiphers() {
        return PacketCiphers.available().stream()
                .filter(cipher -> !cipher.equals(PacketCiphers.jdk()))
                .toList();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("nativeCiphers")
    void aNativeCipherAllocatesNothing(PacketCipher cipher) {
        try (PacketKey key = cipher.key(new byte[PacketCipher.KEY_BYTES])) {
            AllocationMeter.assertZero(WARM_UP, ROUNDS, new RoundTrip(key));
        }
    }

    @Test
    void theJdksAllocatesNoMoreThanItSays() {
        try (PacketKey key = PacketCiphers.jdk().key(new byte[PacketCipher.KEY_BYTES])) {
            long bytes = AllocationMeter.allocatedBytes(WARM_UP, ROUNDS, new RoundTrip(key));
            assertTrue(bytes <= 2L * ROUNDS * 2_400, "bytes per round trip " + bytes / ROUNDS);
        }
    }

    private static final class RoundTrip implements Runnable {
        private final PacketKey key;
        private final byte[] aad = new byte[22];
        private final byte[] buffer = new byte[600 + PacketCipher.TAG_BYTES];
        private long sequence;

        RoundTrip(PacketKey key) {
            this.key = key;
        }

        @Override
        public void run() {
            key.seal(++sequence, aad, aad.length, buffer, 0, 600);
            if (!key.open(sequence, aad, aad.length, buffer, 0, buffer.length)) {
                throw new AssertionError("sequence=" + sequence + " not opened");
            }
        }
    }
}
