package dev.rudp.cli;

import dev.rudp.server.config.LoadedSettings;
import dev.rudp.server.config.SettingsException;
import dev.rudp.server.config.SettingsFlag;
import dev.rudp.server.config.SettingsLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags by which a server's settings are given.
final class SettingsOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML file with settings; ./rudp.yaml is taken when it is there.")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting, such as world.tick-hz=30; docs/configuration.md lists all.")
    private List<String> set = new ArrayList<>();

    @Option(names = "--udp-port", paramLabel = "PORT", description = "Short for udp.port.")
    private @Nullable String udpPort;

    @Option(names = "--http-port", paramLabel = "PORT", description = "Short for http.port.")
    private @Nullable String httpPort;

    @Option(names = "--map", paramLabel = "FILE", description = "Short for world.map.")
    private @Nullable String map;

    /// @throws IllegalArgumentException if a `--set` has no `=`
    LoadedSettings load(Map<String, String> environment) throws SettingsException {
        List<SettingsFlag> flags = new ArrayList<>();
        set.forEach(argument -> flags.add(SettingsFlag.set(argument)));
        add(flags, "--udp-port", "udp.port", udpPort);
        add(flags, "--http-port", "http.port", httpPort);
        add(flags, "--map", "world.map", map);
        return SettingsLoader.load(config, Path.of(""), environment, flags);
    }

    private static void add(
            List<SettingsFlag> flags, String flag, String key, @Nullable String value) {
        if (value != null) {
            flags.add(new SettingsFlag(flag, key, value));
        }
    }
}
