package dev.rudp.server.config;

import java.util.List;

/// A value that somebody gave, not yet checked.
///
/// @param where `rudp.yaml:12`, `env RUDP_WORLD_TICK_HZ`, `--set`
/// @param key the setting's key as given
/// @param texts one text, or those of a list
record SettingEntry(String where, String key, List<String> texts) {
    SettingEntry {
        texts = List.copyOf(texts);
    }
}
