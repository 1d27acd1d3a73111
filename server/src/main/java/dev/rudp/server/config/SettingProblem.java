package dev.rudp.server.config;

/// One thing that is wrong with the configuration.
///
/// @param where `rudp.yaml:12`, `env RUDP_WORLD_TICK_HZ`, `--set` and the like
/// @param key the setting's key as it was given; empty when the problem is not about one
/// @param message what was found and what was expected
public record SettingProblem(String where, String key, String message) {
    @Override
    public String toString() {
        return key.isEmpty() ? where + ": " + message : where + ": " + key + ": " + message;
    }
}
