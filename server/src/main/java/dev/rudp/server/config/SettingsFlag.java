package dev.rudp.server.config;

/// A setting given on the command line.
///
/// @param flag as typed, for messages: `--udp-port`
/// @param key the setting's key: `udp.port`
/// @param value its text
public record SettingsFlag(String flag, String key, String value) {
    /// Reads the argument of `--set key=value`.
    ///
    /// @throws IllegalArgumentException if it has no `=`
    public static SettingsFlag set(String argument) {
        int equals = argument.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(
                    "--set: found `" + argument + "`, expected key=value");
        }
        return new SettingsFlag(
                "--set", argument.substring(0, equals).strip(), argument.substring(equals + 1));
    }
}
