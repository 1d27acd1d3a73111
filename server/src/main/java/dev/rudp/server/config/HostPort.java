package dev.rudp.server.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/// A host (name or address) with an optional port, as people write it: `example.org`,
/// `203.0.113.7:40000`, `[2001:db8::1]:40000`.
///
/// @param port 0 when none was given
public record HostPort(String host, int port) {
    public HostPort {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host is empty");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port=" + port + " not in [0, 65535]");
        }
    }

    /// @throws IllegalArgumentException if `text` has none of the three forms
    static HostPort parse(String text) {
        String stripped = text.strip();
        if (stripped.startsWith("[")) {
            int end = stripped.indexOf(']');
            if (end < 0 || (end + 1 < stripped.length() && stripped.charAt(end + 1) != ':')) {
                throw new IllegalArgumentException("`" + text + "` has no form [address]:port");
            }
            String rest = stripped.substring(end + 1);
            return new HostPort(
                    stripped.substring(1, end), rest.isEmpty() ? 0 : port(rest.substring(1)));
        }
        int colon = stripped.lastIndexOf(':');
        if (colon < 0 || stripped.indexOf(':') != colon) {
            return new HostPort(stripped, 0);
        }
        return new HostPort(stripped.substring(0, colon), port(stripped.substring(colon + 1)));
    }

    /// Looks the name up, where it is one.
    ///
    /// @param defaultPort taken where no port was given
    public InetSocketAddress resolve(int defaultPort) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(host), port == 0 ? defaultPort : port);
    }

    @Override
    public String toString() {
        String shown = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == 0 ? shown : shown + ":" + port;
    }

    private static int port(String digits) {
        if (!digits.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("port `" + digits + "` is not a number");
        }
        return Integer.parseInt(digits);
    }
}
