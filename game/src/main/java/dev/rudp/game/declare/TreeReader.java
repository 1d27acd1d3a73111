package dev.rudp.game.declare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;

/// Reads one YAML document and keeps the lines. A key that comes twice is a problem and is read
/// past, so that what follows it is still checked.
public final class TreeReader {
    /// Deeper nesting is no content.
    private static final int MAX_DEPTH = 32;

    private final String file;
    private final Consumer<ContentProblem> problems;

    private TreeReader(String file, Consumer<ContentProblem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /// {@return the document, or null after a problem, or if there is none}
    public static @Nullable Tree read(String file, byte[] yaml, Consumer<ContentProblem> problems) {
        return new TreeReader(file, problems).read(yaml);
    }

    private @Nullable Tree read(byte[] yaml) {
        try (JsonParser parser =
                YAMLFactory.builder().build().createParser(ObjectReadContext.empty(), yaml)) {
            if (parser.nextToken() == null) {
                return null;
            }
            Tree tree = value(parser, 0);
            if (parser.nextToken() != null) {
                problem(line(parser.currentTokenLocation()), "a second document", "one");
            }
            return tree;
        } catch (JacksonException malformed) {
            String message = malformed.getOriginalMessage();
            String first = message.lines().findFirst().orElse(message).strip();
            problem(line(malformed.getLocation()), first, "valid YAML");
            return null;
        }
    }

    private Tree value(JsonParser parser, int depth) {
        int line = line(parser.currentTokenLocation());
        JsonToken token = parser.currentToken();
        if (depth > MAX_DEPTH) {
            problem(line, "deeper nesting", "at most " + MAX_DEPTH + " levels");
            parser.skipChildren();
            return new Tree.Scalar(line, "", true);
        }
        if (token == JsonToken.START_OBJECT) {
            return mapping(parser, line, depth);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Tree> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser, depth + 1));
            }
            return new Tree.Sequence(line, List.copyOf(items));
        }
        boolean isNull = token == JsonToken.VALUE_NULL;
        return new Tree.Scalar(line, isNull ? "" : parser.getString(), isNull);
    }

    private Tree mapping(JsonParser parser, int line, int depth) {
        List<Tree.Entry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            int keyLine = line(parser.currentTokenLocation());
            String key = parser.currentName();
            parser.nextToken();
            Tree value = value(parser, depth + 1);
            if (seen.add(key)) {
                entries.add(new Tree.Entry(keyLine, key, value));
            } else {
                problems.accept(
                        new ContentProblem(file, keyLine, key, "the key a second time", "once"));
            }
        }
        return new Tree.Mapping(line, List.copyOf(entries));
    }

    private void problem(int line, String found, String expected) {
        problems.accept(new ContentProblem(file, line, "", found, expected));
    }

    private static int line(@Nullable TokenStreamLocation location) {
        return location == null ? 0 : Math.max(0, location.getLineNr());
    }
}
