package dev.rudp.transport.crypto;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The packet ciphers of this machine. They produce the same bytes; they differ in speed and in
/// what they allocate. Native libraries are looked for once, at the first use of this class; one
/// that is missing, or that answers a self-test wrongly, is left out without a word, for the JDK's
/// cipher is always there.
public final class PacketCiphers {
    private static final PacketCipher JDK = new JdkCipher();

    /// Fastest first, as measured: docs/adr/0002-packet-cipher.md.
    private static final List<PacketCipher> AVAILABLE =
            Stream.concat(
                            Stream.of(LibsodiumCipher.find(), LibcryptoCipher.find())
                                    .flatMap(Optional::stream)
                                    .filter(CipherSelfTest::passes),
                            Stream.of(JDK))
                    .toList();

    private PacketCiphers() {}

    /// {@return the cipher of the Java platform, which every machine has}
    public static PacketCipher jdk() {
        return JDK;
    }

    /// {@return the fastest cipher of this machine}
    public static PacketCipher best() {
        return AVAILABLE.getFirst();
    }

    /// {@return all ciphers of this machine, fastest first, the JDK's among them}
    public static List<PacketCipher> available() {
        return AVAILABLE;
    }

    /// {@return the cipher of that [PacketCipher#name()]}
    ///
    /// @throws IllegalArgumentException if this machine has none of that name; the message lists
    ///   those that it has
    public static PacketCipher named(String name) {
        return AVAILABLE.stream()
                .filter(cipher -> cipher.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "cipher=" + name + " not in [" + names() + "]"));
    }

    private static String names() {
        return AVAILABLE.stream().map(PacketCipher::name).collect(Collectors.joining(", "));
    }
}
