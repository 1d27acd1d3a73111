package dev.rudp.game.declare;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON Schemas (draft 2020-12) of declarations, for editors that check and complete YAML. They say
/// what the [Binder] says, except that a schema cannot know which names other files hold: a
/// reference is any name.
public final class EditorSchema {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ID = "^[a-z][a-z0-9-]{0,47}$";

    private EditorSchema() {}

    /// {@return the schema of a file that maps names to declarations of that type}
    public static String ofSection(String title, Class<? extends Record> type) {
        ObjectNode root = root(title);
        root.put("type", "object");
        root.set("propertyNames", JSON.createObjectNode().put("pattern", ID));
        root.set("additionalProperties", node(Shape.of(type)));
        return print(root);
    }

    /// {@return the schema of a file that is one declaration}
    public static String ofFile(String title, Class<? extends Record> type) {
        ObjectNode root = root(title);
        root.setAll(node(Shape.of(type)));
        return print(root);
    }

    private static ObjectNode root(String title) {
        return JSON.createObjectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", title);
    }

    private static String print(ObjectNode root) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static ObjectNode node(Shape shape) {
        ObjectNode node = JSON.createObjectNode();
        switch (shape) {
            case Shape.Numeric number -> range(node, number.numeric());
            case Shape.Flag flag -> node.put("type", "boolean");
            case Shape.Words words ->
                    node.put("type", "string").put("minLength", 1).put("maxLength", words.max());
            case Shape.Choice choice -> options(node, choice.names());
            case Shape.Reference reference ->
                    node.put("type", "string")
                            .put("pattern", ID)
                            .put("description", "a name from " + reference.section());
            case Shape.Quantities quantities -> {
                node.put("type", "object")
                        .put("minProperties", quantities.entries().min())
                        .put("maxProperties", quantities.entries().max());
                node.set(
                        "additionalProperties",
                        range(JSON.createObjectNode(), quantities.numeric()));
            }
            case Shape.Listing listing -> {
                node.put("type", "array")
                        .put("minItems", listing.entries().min())
                        .put("maxItems", listing.entries().max());
                node.set("items", node(listing.item()));
            }
            case Shape.Fields fields -> fields(node, fields, "");
            case Shape.Variants variants -> {
                ArrayNode options = node.putArray("oneOf");
                for (Shape.Fields option : variants.options()) {
                    options.add(fields(JSON.createObjectNode(), option, Shape.tag(option.type())));
                }
            }
        }
        return node;
    }

    private static ObjectNode range(ObjectNode node, Num numeric) {
        boolean whole = numeric.unit() == Unit.COUNT;
        node.put("type", whole ? "integer" : "number");
        if (whole) {
            return node.put("minimum", (long) numeric.min()).put("maximum", (long) numeric.max());
        }
        return node.put("minimum", numeric.min()).put("maximum", numeric.max());
    }

    private static void options(ObjectNode node, List<String> names) {
        ArrayNode values = node.putArray("enum");
        names.forEach(values::add);
    }

    /// @param tag the value of the key `type`; empty if there is no such key
    private static ObjectNode fields(ObjectNode node, Shape.Fields shape, String tag) {
        node.put("type", "object").put("additionalProperties", false);
        ArrayNode required = node.putArray("required");
        ObjectNode properties = node.putObject("properties");
        if (!tag.isEmpty()) {
            required.add("type");
            properties.putObject("type").put("const", tag);
        }
        for (Shape.Key key : shape.keys()) {
            ObjectNode value = node(key.shape());
            if (!key.about().isEmpty()) {
                value.put("description", key.about());
            }
            properties.set(key.name(), value);
            if (key.otherwise() == null) {
                required.add(key.name());
            }
        }
        if (required.isEmpty()) {
            node.remove("required");
        }
        return node;
    }
}
