package dev.rudp.game.content;

import dev.rudp.game.declare.EditorSchema;
import dev.rudp.game.declare.Reference;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What helps people to write packs, made from the declarations themselves: schemas for editors and
/// the reference of docs/content.md.
public final class ContentGuide {
    private ContentGuide() {}

    /// {@return the JSON Schema of each section by file name}
    public static SortedMap<String, String> schemas() {
        SortedMap<String, String> schemas = new TreeMap<>();
        for (Section section : Section.values()) {
            String title = "rudp content: " + section.key();
            schemas.put(
                    section.key() + ".schema.json",
                    section.isNamed()
                            ? EditorSchema.ofSection(title, section.type())
                            : EditorSchema.ofFile(title, section.type()));
        }
        return schemas;
    }

    /// {@return all keys of all sections as Markdown}
    public static String reference() {
        StringBuilder out = new StringBuilder();
        Set<Class<?>> told = new HashSet<>();
        for (Section section : Section.values()) {
            String where = section.isNamed() ? "`, names to declarations" : "`, one declaration";
            String title = "`" + section.key() + where;
            out.append(Reference.of(title, section.type(), told));
        }
        return out.toString();
    }
}
