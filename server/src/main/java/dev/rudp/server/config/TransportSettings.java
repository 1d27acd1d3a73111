package dev.rudp.server.config;

import dev.rudp.transport.netcode.Extensions;

/// What the game's protocol may do, and what it spends on strangers.
public record TransportSettings(
        @Setting("Players keep their session when their address changes.") boolean migration,
        @Setting(
                        "Payloads travel in the clear, authenticated as ever, to clients that want it"
                                + " so; for networks where nothing is secret.")
                boolean integrityOnly,
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
                TransportSettings.class,
                FEATURE,
                migration,
                integrityOnly,
                requestsPerSecond,
                requestsPerSecondPerNetwork);
    }

    /// {@return what is granted and offered to clients, a set of [Extensions]}
    public int extensions() {
        return (migration ? Extensions.MIGRATION : Extensions.NONE)
                | (integrityOnly ? Extensions.INTEGRITY_ONLY : Extensions.NONE);
    }

    /// As [dev.rudp.transport.endpoint.AdmissionLimits#defaults] has them: a tenth of a core at
    /// most, and a fortieth of that for one network.
    public static TransportSettings defaults() {
        return new TransportSettings(true, false, 20_000, 500);
    }
}
