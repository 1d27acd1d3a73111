package dev.rudp.server.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/// Reads values out of settings records and makes records out of values, by the records' own
/// components.
final class SettingValues {
    private SettingValues() {}

    static Object of(ServerSettings settings, SettingKey key) {
        RecordComponent feature =
                Arrays.stream(ServerSettings.class.getRecordComponents())
                        .filter(component -> component.getName().equals(key.feature()))
                        .findFirst()
                        .orElseThrow();
        return read(read(settings, feature), key.component());
    }

    /// {@return settings as in `defaults`, with the `values` given by key}
    ///
    /// @throws IllegalArgumentException if values contradict each other
    static ServerSettings with(ServerSettings defaults, Map<String, Object> values) {
        RecordComponent[] features = ServerSettings.class.getRecordComponents();
        Object[] records = new Object[features.length];
        for (int i = 0; i < features.length; i++) {
            Object base = read(defaults, features[i]);
            RecordComponent[] components = features[i].getType().getRecordComponents();
            Object[] arguments = new Object[components.length];
            for (int j = 0; j < components.length; j++) {
                String key = SettingKey.of(features[i].getName(), components[j]).name();
                Object given = values.get(key);
                arguments[j] = given == null ? read(base, components[j]) : given;
            }
            records[i] = create(features[i].getType(), components, arguments);
        }
        return (ServerSettings) create(ServerSettings.class, features, records);
    }

    private static Object read(Object holder, RecordComponent component) {
        try {
            return Objects.requireNonNull(component.getAccessor().invoke(holder));
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new LinkageError("a record's own accessor", impossible);
        }
    }

    private static Object create(Class<?> type, RecordComponent[] components, Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof IllegalArgumentException reason) {
                throw reason;
            }
            throw new AssertionError("a settings record refuses with one exception", refused);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("a record's canonical constructor", impossible);
        }
    }
}
