package dev.rudp.server.config;

import java.security.SecureRandom;
import java.util.Base64;

/// Key material. Never shown: `toString` masks it, and error messages name its length only.
public final class Secret {
    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Secret of(byte[] bytes) {
        return new Secret(bytes.clone());
    }

    public static Secret random(int bytes) {
        byte[] key = new byte[bytes];
        new SecureRandom().nextBytes(key);
        return new Secret(key);
    }

    /// @throws IllegalArgumentException if `text` is not base64
    static Secret ofBase64(String text) {
        return new Secret(Base64.getDecoder().decode(text.strip()));
    }

    /// {@return a copy of the key}
    public byte[] bytes() {
        return bytes.clone();
    }

    int length() {
        return bytes.length;
    }

    @Override
    public String toString() {
        return "***";
    }
}
