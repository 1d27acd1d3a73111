package dev.rudp.server.config;

/// Writes docs/configuration.md out of the declared settings.
final class ConfigurationDocument {
    private static final String HEAD =
            """
            # Configuration

            <!-- Generated from the settings records; do not edit.
                 Regenerate: ./rudp test -pl server -am -Dtest=ConfigurationDocumentTest -Drudp.docs=write -->

            Settings are read from four places; a later one wins:

            1. the defaults below,
            2. a YAML file: `--config FILE`, or `rudp.yaml` in the directory where you start `./rudp`,
            3. environment variables: `world.tick-hz` is `RUDP_WORLD_TICK_HZ`,
            4. flags: `--set world.tick-hz=30`.

            Everything that is wrong is reported at once, with its place, and the server does not start.
            The settings in force are logged at the start with where each came from; secrets are masked.

            ```yaml
            # rudp.yaml
            udp:
              bind-host: 0.0.0.0
              public-addresses: [203.0.113.7]
            session:
              max-players: 500
            ```
            """;

    private ConfigurationDocument() {}

    static String text() {
        ServerSettings defaults = ServerSettings.defaults();
        StringBuilder text = new StringBuilder(HEAD);
        String feature = "";
        for (SettingKey key : SettingKey.all()) {
            if (!key.feature().equals(feature)) {
                feature = key.feature();
                text.append("\n## ").append(feature).append("\n\n");
                text.append("| key | default | value | what it does |\n|---|---|---|---|\n");
            }
            text.append("| `").append(key.name()).append("` | ").append(byDefault(key, defaults));
            text.append(" | ").append(key.expected());
            text.append(" | ").append(key.about()).append(" |\n");
        }
        return text.toString();
    }

    private static String byDefault(SettingKey key, ServerSettings defaults) {
        return key.defaultInWords().isEmpty()
                ? "`" + key.show(SettingValues.of(defaults, key)) + "`"
                : key.defaultInWords();
    }
}
