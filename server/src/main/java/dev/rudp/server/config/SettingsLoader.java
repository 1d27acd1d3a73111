package dev.rudp.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads settings from all their sources: defaults < file < environment < flags.
public final class SettingsLoader {
    /// Taken when no file is named and this one is there.
    public static final String DEFAULT_FILE = "rudp.yaml";

    private static final String PREFIX = "RUDP_";
    private static final Map<String, SettingKey> BY_NAME =
            SettingKey.all().stream().collect(Collectors.toMap(SettingKey::name, k -> k));
    private static final Map<String, SettingKey> BY_ENVIRONMENT =
            SettingKey.all().stream()
                    .collect(Collectors.toMap(SettingKey::environmentName, Function.identity()));
    private static final Set<String> FEATURES =
            SettingKey.all().stream().map(SettingKey::feature).collect(Collectors.toSet());

    private final List<SettingProblem> problems = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, String> origins = new HashMap<>();

    private SettingsLoader() {}

    /// @param file the file that was asked for, or null: then `rudp.yaml` in `directory`, if any
    /// @param directory where the program was started
    /// @param environment as of [System#getenv()]
    /// @param flags from the command line, the last one of a key counts
    /// @throws SettingsException with every problem of every source
    public static LoadedSettings load(
            @Nullable Path file,
            Path directory,
            Map<String, String> environment,
            List<SettingsFlag> flags)
            throws SettingsException {
        SettingsLoader loader = new SettingsLoader();
        Path found = file == null ? directory.resolve(DEFAULT_FILE) : file;
        if (file != null || Files.exists(found)) {
            YamlSource.read(found, loader.problems).forEach(loader::take);
        }
        // Sorted, so that several problems come in the same order every time.
        new TreeMap<>(environment).forEach(loader::takeEnvironment);
        for (SettingsFlag flag : flags) {
            loader.take(new SettingEntry(flag.flag(), flag.key(), List.of(flag.value())));
        }
        return loader.finish();
    }

    private void takeEnvironment(String name, String value) {
        SettingKey key = BY_ENVIRONMENT.get(name);
        String where = "env " + name;
        if (key != null) {
            take(new SettingEntry(where, key.name(), List.of(value)));
        } else if (looksLikeASetting(name)) {
            problems.add(
                    new SettingProblem(
                            where, "", "no such setting" + hint(name, BY_ENVIRONMENT.keySet())));
        }
    }

    /// Other variables may begin with the same letters (`RUDP_JAVA_HOME` is the launcher's): only
    /// those that begin like a feature's settings can be meant for us.
    private static boolean looksLikeASetting(String name) {
        if (!name.startsWith(PREFIX)) {
            return false;
        }
        String rest = name.substring(PREFIX.length());
        return FEATURES.stream()
                .anyMatch(feature -> rest.startsWith(feature.toUpperCase(Locale.ROOT) + "_"));
    }

    private void take(SettingEntry entry) {
        SettingKey key = BY_NAME.get(entry.key());
        if (key == null) {
            problems.add(
                    new SettingProblem(
                            entry.where(),
                            entry.key(),
                            "no such setting" + hint(entry.key(), BY_NAME.keySet())));
            return;
        }
        try {
            values.put(key.name(), key.parse(entry.texts()));
            origins.put(key.name(), entry.where());
        } catch (IllegalArgumentException refused) {
            problems.add(
                    new SettingProblem(
                            entry.where(), key.name(), String.valueOf(refused.getMessage())));
        }
    }

    private LoadedSettings finish() throws SettingsException {
        if (problems.isEmpty()) {
            try {
                ServerSettings defaults = ServerSettings.defaults();
                return new LoadedSettings(SettingValues.with(defaults, values), origins);
            } catch (IllegalArgumentException contradiction) {
                problems.add(
                        new SettingProblem(
                                "configuration", "", String.valueOf(contradiction.getMessage())));
            }
        }
        throw new SettingsException(problems);
    }

    private static String hint(String typed, Set<String> known) {
        Optional<String> nearest = NearestName.of(typed, known);
        return nearest.map(name -> "; did you mean " + name + "?")
                .orElse("; docs/configuration.md lists all");
    }
}
