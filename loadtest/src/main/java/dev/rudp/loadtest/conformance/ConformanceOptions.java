package dev.rudp.loadtest.conformance;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Which server to try, and where its tokens come from. Everything wrong is an
/// [IllegalArgumentException] that names the key, the value and what would be right.
///
/// @param target the server's UDP address, `host:port`
/// @param http where its connect API is, `host:port`; null: tokens are made from `privateKey`
/// @param privateKey 64 hex digits, for a server without our API; null with `http`
/// @param protocolId of the tokens made from the private key, unsigned
/// @param json where to write the outcome, or null
public record ConformanceOptions(
        String target,
        @Nullable String http,
        @Nullable String privateKey,
        long protocolId,
        @Nullable Path json) {
    private static final int KEY_DIGITS = 64;

    public ConformanceOptions {
        if ((http == null) == (privateKey == null)) {
            throw new IllegalArgumentException("give either http or private-key");
        }
        if (privateKey != null
                && (privateKey.length() != KEY_DIGITS
                        || !privateKey.chars().allMatch(HexFormat::isHexDigit))) {
            throw new IllegalArgumentException("private-key: not 64 hex digits");
        }
        address("target", target);
        if (http != null) {
            address("http", http);
        }
    }

    InetSocketAddress targetAddress() {
        InetSocketAddress address = address("target", target);
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("target=" + target + ": no such host");
        }
        return address;
    }

    /// Leaves the key out.
    @Override
    public String toString() {
        return "ConformanceOptions[target=" + target + ", http=" + http + ", json=" + json + "]";
    }

    private static InetSocketAddress address(String key, String text) {
        int colon = text.lastIndexOf(':');
        String digits = text.substring(colon + 1);
        boolean isPort = !digits.isEmpty() && digits.length() <= 5;
        isPort = isPort && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = isPort ? Integer.parseInt(digits) : 0;
        if (colon < 1 || port < 1 || port > 65_535) {
            throw new IllegalArgumentException(key + "=" + text + " is not host:port");
        }
        return new InetSocketAddress(text.substring(0, colon), port);
    }
}
