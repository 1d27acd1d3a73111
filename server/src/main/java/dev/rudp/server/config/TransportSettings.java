package dev.rudp.server.config;

/// What the game's protocol may do, and what it spends on strangers.
public record TransportSettings(
        @Setting(
                        value =
                                "Connect requests per second that each shard decrypts, for all clients"
                                        + " together; one costs a few microseconds.",
                        min = 1,
                        max = 1_000_000)
                int requestsPerSecond,
        @Setting(
                        value =
                                "The same for one network (/24 of IPv4, /56 of IPv6), beside a burst of"
                                        + " two seconds' worth; raise it for a hall full of players"
                                        + " behind one address.",
                        min = 1,
                        max = 1_000_000)
                int requestsPerSecondPerNetwork) {
    static final String FEATURE = "transport";

    public TransportSettings {
        Limits.check(
                TransportSettings.class, FEATURE, requestsPerSecond, requestsPerSecondPerNetwork);
    }

    /// As [dev.rudp.transport.endpoint.AdmissionLimits#defaults] has them: a tenth of a core at
    /// most, and a fortieth of that for one network.
    public static TransportSettings defaults() {
        return new TransportSettings(20_000, 500);
    }
}
