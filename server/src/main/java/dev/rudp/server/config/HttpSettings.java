package dev.rudp.server.config;

/// The HTTP side: connecting, health, figures, the status page.
public record HttpSettings(
        @Setting("Address to listen on; 0.0.0.0 is every interface.") String bindHost,
        @Setting(value = "TCP port; 0 takes a free one.", min = 0, max = 65_535) int port,
        @Setting(
                        "Whether POST /v1/stats/reset is taken from other machines too, not from this"
                                + " one only.")
                boolean remoteReset) {
    static final String FEATURE = "http";

    public HttpSettings {
        Limits.check(HttpSettings.class, FEATURE, bindHost, port, remoteReset);
    }

    /// Loopback: whoever wants to be seen says so.
    public static HttpSettings defaults() {
        return new HttpSettings("127.0.0.1", 8080, false);
    }
}
