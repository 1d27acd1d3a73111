package dev.rudp.server.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One setting as declared by a component of a settings record: its name, its type, its limits, and
/// how its text is read and shown.
///
/// @param feature the component of [ServerSettings] that holds the record
/// @param component the record's component
record SettingKey(String feature, RecordComponent component) {
    private static final List<SettingKey> ALL =
            Arrays.stream(ServerSettings.class.getRecordComponents())
                    .flatMap(feature ->
                            Arrays.stream(feature.getType().getRecordComponents())
                                    .map(part -> new SettingKey(feature.getName(), part)))
                    .toList();

    static SettingKey of(String feature, RecordComponent component) {
        return new SettingKey(feature, component);
    }

    /// {@return every setting, in the order of the records}
    static List<SettingKey> all() {
        return ALL;
    }

    /// {@return `world.tick-hz`}
    String name() {
        return feature
                + "."
                + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /// {@return `RUDP_WORLD_TICK_HZ`}
    String environmentName() {
        return "RUDP_" + name().replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    String about() {
        return setting().value();
    }

    /// {@return the default in words, or empty where it is the same everywhere}
    String defaultInWords() {
        return setting().byDefault();
    }

    boolean isSecret() {
        return component.getType() == Secret.class;
    }

    boolean isList() {
        return component.getType() == List.class;
    }

    boolean allows(Object value) {
        return switch (value) {
            case Integer number -> within(number);
            case Long number -> within(number);
            case Double number ->
                    number >= (double) setting().min() && number <= (double) setting().max();
            case Secret secret -> within(secret.length());
            default -> true;
        };
    }

    /// {@return what a value must be, as a message says it}
    String expected() {
        Class<?> type = component.getType();
        if (type == int.class || type == long.class) {
            return "a whole number" + (isBounded() ? " in " + range() : "");
        }
        if (type == double.class) {
            return "a number in " + range();
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == Secret.class) {
            return "base64 of " + bytes() + " bytes";
        }
        if (type == List.class) {
            return "a list of host or host:port";
        }
        if (type.isEnum()) {
            return "one of "
                    + Stream.of(type.getEnumConstants())
                            .map(SettingKey::lower)
                            .collect(Collectors.joining(", "));
        }
        return "text";
    }

    String range() {
        return "[" + setting().min() + ", " + setting().max() + "]";
    }

    /// {@return the value as a person writes it; a secret masked}
    String show(Object value) {
        return switch (value) {
            case Enum<?> constant -> lower(constant);
            case List<?> list ->
                    list.stream().map(Object::toString).collect(Collectors.joining(", ", "[", "]"));
            case Double number when number == Math.rint(number) ->
                    Long.toString(number.longValue());
            default -> String.valueOf(value);
        };
    }

    /// Reads one value; `texts` has several elements for a list only.
    ///
    /// @throws IllegalArgumentException if it is not [#expected()]; the message says what was
    ///   found, except of a secret
    Object parse(List<String> texts) {
        if (isList()) {
            return parseList(texts);
        }
        if (texts.size() != 1) {
            throw new IllegalArgumentException("found a list, expected " + expected());
        }
        String text = texts.getFirst();
        try {
            Object value = parseOne(text.strip());
            if (allows(value)) {
                return value;
            }
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(refusal(text), unreadable);
        }
        throw new IllegalArgumentException(refusal(text));
    }

    private Object parseList(List<String> texts) {
        try {
            return texts.stream()
                    .flatMap(text -> Stream.of(text.split(",")))
                    .filter(text -> !text.isBlank())
                    .map(HostPort::parse)
                    .toList();
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(refusal(String.join(", ", texts)), unreadable);
        }
    }

    private String refusal(String text) {
        String found = isSecret() ? "something else" : "`" + text + "`";
        return "found " + found + ", expected " + expected();
    }

    private Object parseOne(String text) {
        Class<?> type = component.getType();
        if (type == int.class) {
            return Integer.valueOf(withoutGaps(text));
        }
        if (type == long.class) {
            return Long.valueOf(withoutGaps(text));
        }
        if (type == double.class) {
            return Double.valueOf(text);
        }
        if (type == boolean.class) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException(text);
            };
        }
        if (type == Secret.class) {
            return Secret.ofBase64(text);
        }
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .filter(constant -> lower(constant).equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(text));
        }
        return text;
    }

    private Setting setting() {
        return component.getAnnotation(Setting.class);
    }

    private boolean isBounded() {
        return setting().max() != Long.MAX_VALUE;
    }

    private boolean within(long number) {
        return number >= setting().min() && number <= setting().max();
    }

    private String bytes() {
        return setting().min() == setting().max()
                ? Long.toString(setting().min())
                : setting().min() + " to " + setting().max();
    }

    /// `4_194_304` is easier to read, and YAML and Java both know it.
    private static String withoutGaps(String digits) {
        return digits.replaceAll("(?<=[0-9])_(?=[0-9])", "");
    }

    private static String lower(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT);
    }
}
