package dev.rudp.server.config;

/// Who players are.
public record IdentitySettings(
        @Setting(
                        value = "Key that signs guests' JWTs (HS256), base64.",
                        min = 32,
                        max = 512,
                        byDefault = "random at each start")
                Secret jwtKey,
        @Setting(value = "How long a guest's JWT is valid.", min = 60, max = 2_592_000)
                int jwtSeconds) {
    static final String FEATURE = "identity";

    public IdentitySettings {
        Limits.check(IdentitySettings.class, FEATURE, jwtKey, jwtSeconds);
    }

    /// A day: a guest may come back to the evening's game.
    public static IdentitySettings defaults() {
        return new IdentitySettings(Secret.random(32), 86_400);
    }
}
