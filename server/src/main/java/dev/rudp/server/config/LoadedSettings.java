package dev.rudp.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Settings together with where each came from.
///
/// @param settings what is in force
/// @param origins by key, of those that are not defaults
public record LoadedSettings(ServerSettings settings, Map<String, String> origins) {
    public LoadedSettings {
        origins = Map.copyOf(origins);
    }

    /// {@return one line per setting, `world.tick-hz=30 (rudp.yaml:3)`; secrets masked} Meant to be
    /// logged once, at the start.
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        for (SettingKey key : SettingKey.all()) {
            String value = key.show(SettingValues.of(settings, key));
            String origin = origins.getOrDefault(key.name(), "default");
            lines.add(key.name() + "=" + value + " (" + origin + ")");
        }
        return lines;
    }
}
