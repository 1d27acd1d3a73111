package dev.rudp.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;

/// Reads settings from a YAML file: features with their settings below them, or whole keys with
/// dots. It streams, so that every value keeps its line.
final class YamlSource {
    /// A configuration is a page long; whatever is larger is another file.
    private static final long MAX_BYTES = 1 << 20;

    private final String name;
    private final List<SettingEntry> entries = new ArrayList<>();
    private final List<SettingProblem> problems;

    private YamlSource(String name, List<SettingProblem> problems) {
        this.name = name;
        this.problems = problems;
    }

    /// {@return what `file` holds; what is wrong with it as a file goes to `problems`}
    static List<SettingEntry> read(Path file, List<SettingProblem> problems) {
        YamlSource source = new YamlSource(file.toString(), problems);
        try {
            if (Files.size(file) > MAX_BYTES) {
                problems.add(
                        new SettingProblem(
                                source.name, "", "found more than 1 MiB, expected a short file"));
                return List.of();
            }
            source.parse(Files.readAllBytes(file));
        } catch (NoSuchFileException absent) {
            problems.add(new SettingProblem(source.name, "", "there is no such file"));
        } catch (IOException unreadable) {
            problems.add(
                    new SettingProblem(
                            source.name, "", "cannot be read: " + unreadable.getMessage()));
        }
        return source.entries;
    }

    private void parse(byte[] bytes) {
        YAMLFactory factory =
                YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), bytes)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                mapping(parser, "");
            } else if (first != null) {
                problem(parser.currentTokenLocation(), "", "expected settings as `key: value`");
            }
        } catch (JacksonException malformed) {
            problem(malformed.getLocation(), "", "not valid YAML: " + firstLine(malformed));
        }
    }

    private void mapping(JsonParser parser, String prefix) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            TokenStreamLocation location = parser.currentTokenLocation();
            String key = prefix + parser.currentName();
            switch (parser.nextToken()) {
                case START_OBJECT -> mapping(parser, key + ".");
                case START_ARRAY -> list(parser, location, key);
                case VALUE_NULL ->
                        problem(location, key, "found nothing after the colon, expected a value");
                default -> add(location, key, List.of(parser.getString()));
            }
        }
    }

    private void list(JsonParser parser, TokenStreamLocation location, String key) {
        List<String> texts = new ArrayList<>();
        boolean plain = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken().isScalarValue()) {
                texts.add(parser.getString());
            } else {
                plain = false;
                parser.skipChildren();
            }
        }
        if (plain) {
            add(location, key, texts);
        } else {
            problem(location, key, "found a list of lists or mappings, expected plain values");
        }
    }

    private void add(TokenStreamLocation location, String key, List<String> texts) {
        entries.add(new SettingEntry(name + ":" + location.getLineNr(), key, texts));
    }

    private void problem(TokenStreamLocation location, String key, String message) {
        String line =
                location == null || location.getLineNr() < 1 ? "" : ":" + location.getLineNr();
        problems.add(new SettingProblem(name + line, key, message));
    }

    private static String firstLine(JacksonException exception) {
        String message = exception.getOriginalMessage();
        return message.lines().findFirst().orElse(message).strip();
    }
}
