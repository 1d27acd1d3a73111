package dev.rudp.game.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads values out of a JSON tree and gathers what is wrong with them. Used for one file.
final class ReadNode {
    final List<MapProblem> problems = new ArrayList<>();

    /// {@return the number, or NaN after noting a problem. A NaN limit is no limit.}
    double number(JsonNode parent, String at, String key, double min, double max) {
        String path = at.isEmpty() ? key : at + "." + key;
        JsonNode node = parent.path(key);
        double value = node.isNumber() ? node.doubleValue() : Double.NaN;
        if (Double.isNaN(value) || value < min || value > max || Double.isInfinite(value)) {
            problem(path, node, "a number from " + metres(min) + " to " + metres(max));
            return Double.NaN;
        }
        return value;
    }

    /// {@return the number, or `otherwise` where there is none}
    double numberOr(
            JsonNode parent, String at, String key, double min, double max, double otherwise) {
        return parent.has(key) ? number(parent, at, key, min, max) : otherwise;
    }

    /// {@return the name under `key`; empty after noting a problem}
    String name(JsonNode parent, String at) {
        JsonNode name = parent.path("name");
        if (!name.isString() || !MapReader.NAME.matcher(name.stringValue()).matches()) {
            problem(
                    at.isEmpty() ? "name" : at + ".name",
                    name,
                    "1..32 lower-case letters, digits or '-'");
            return "";
        }
        return name.stringValue();
    }

    boolean isList(JsonNode node, String key, int min, int max) {
        if (!node.isArray()) {
            problem(key, node, "a list of " + min + " to " + max + " entries");
            return false;
        }
        if (node.size() < min || node.size() > max) {
            problems.add(
                    new MapProblem(key, node.size() + " entries", min + " to " + max + " entries"));
            return false;
        }
        return true;
    }

    boolean isObject(JsonNode node, String at, Set<String> keys) {
        if (!node.isObject()) {
            problem(at, node, "an object with the keys " + String.join(", ", sorted(keys)));
            return false;
        }
        for (String key : node.propertyNames()) {
            if (!keys.contains(key)) {
                problems.add(
                        new MapProblem(
                                (at.isEmpty() ? "" : at + ".") + clip(key),
                                "an unknown key",
                                "one of " + String.join(", ", sorted(keys))));
            }
        }
        return true;
    }

    void problem(String key, JsonNode found, String expected) {
        String text = found.isMissingNode() ? "nothing" : clip(found.toString());
        if (found.isNumber() && Double.isInfinite(found.doubleValue())) {
            text = "a number beyond all bounds";
        }
        problems.add(new MapProblem(key, text, expected));
    }

    private static List<String> sorted(Set<String> keys) {
        return keys.stream().sorted().toList();
    }

    private static String clip(String text) {
        String shown = text.length() > 60 ? text.substring(0, 57) + "..." : text;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }

    private static String metres(double value) {
        if (Double.isNaN(value)) {
            return "the given limit";
        }
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
