package dev.rudp.server.config;

/// Tickets into the world.
public record ConnectSettings(
        @Setting(
                        value = "Key that seals connect tokens (netcode's private key), base64.",
                        min = 32,
                        max = 32,
                        byDefault = "random at each start")
                Secret privateKey,
        @Setting("Tells games and versions apart; clients must have the same.") long protocolId,
        @Setting(
                        value = "How long a connect token can be used after it was given out.",
                        min = 5,
                        max = 300)
                int tokenSeconds) {
    static final String FEATURE = "connect";

    public ConnectSettings {
        Limits.check(ConnectSettings.class, FEATURE, privateKey, protocolId, tokenSeconds);
    }

    /// The protocol id is the letters `rudp` and a version.
    public static ConnectSettings defaults() {
        return new ConnectSettings(Secret.random(32), 0x7275_6470_0000_0001L, 30);
    }
}
