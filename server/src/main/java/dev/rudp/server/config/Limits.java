package dev.rudp.server.config;

import java.lang.reflect.RecordComponent;

/// Checks the values of a settings record against the limits that its components declare.
final class Limits {
    private Limits() {}

    /// Called by compact constructors with the feature and all components, in order.
    ///
    /// @throws IllegalArgumentException `world.tick-hz=900 not in [1, 240]`
    static void check(Class<? extends Record> type, String feature, Object... values) {
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            SettingKey key = SettingKey.of(feature, components[i]);
            if (!key.allows(values[i])) {
                throw new IllegalArgumentException(
                        key.name() + "=" + key.show(values[i]) + " not in " + key.range());
            }
        }
    }
}
