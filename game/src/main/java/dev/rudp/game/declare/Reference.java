package dev.rudp.game.declare;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/// The reference of declarations as Markdown: one table per type, each type once, in the order in
/// which they are first used.
public final class Reference {
    private final StringBuilder out = new StringBuilder();
    private final Set<Class<?>> told = new LinkedHashSet<>();
    private final Deque<Shape> waiting = new ArrayDeque<>();

    private Reference() {}

    /// {@return the tables of a declaration and of all that it holds, except those in `told`}
    public static String of(String title, Class<? extends Record> type, Set<Class<?>> told) {
        Reference reference = new Reference();
        reference.told.addAll(told);
        reference.out.append("### ").append(title).append("\n\n");
        reference.table(Shape.of(type), "");
        while (!reference.waiting.isEmpty()) {
            reference.tell(reference.waiting.poll());
        }
        told.addAll(reference.told);
        return reference.out.toString();
    }

    private void tell(Shape shape) {
        if (shape instanceof Shape.Variants variants && told.add(variants.type())) {
            heading(variants.type());
            for (Shape.Fields option : variants.options()) {
                out.append("**`type: ").append(Shape.tag(option.type())).append("`**");
                table(option, " ");
            }
        } else if (shape instanceof Shape.Fields fields && !told.contains(fields.type())) {
            heading(fields.type());
            table(fields, "");
        }
    }

    private void heading(Class<?> type) {
        out.append("#### ").append(type.getSimpleName()).append("\n\n");
    }

    private void table(Shape.Fields shape, String before) {
        told.add(shape.type());
        About about = shape.type().getAnnotation(About.class);
        out.append(before).append(about == null ? "" : about.value()).append("\n\n");
        if (shape.keys().isEmpty()) {
            return;
        }
        out.append("| key | value | when left out | meaning |\n|---|---|---|---|\n");
        for (Shape.Key key : shape.keys()) {
            out.append("| `").append(key.name()).append("` | ").append(Wording.of(key.shape()));
            out.append(" | ").append(absent(key)).append(" | ").append(key.about()).append(" |\n");
            queue(key.shape());
        }
        out.append('\n');
    }

    private void queue(Shape shape) {
        switch (shape) {
            case Shape.Listing listing -> queue(listing.item());
            case Shape.Fields fields -> waiting.add(fields);
            case Shape.Variants variants -> waiting.add(variants);
            case Shape.Numeric number -> {}
            case Shape.Flag flag -> {}
            case Shape.Words words -> {}
            case Shape.Choice choice -> {}
            case Shape.Reference reference -> {}
            case Shape.Quantities quantities -> {}
        }
    }

    private static String absent(Shape.Key key) {
        String otherwise = key.otherwise();
        if (otherwise == null) {
            return "an error";
        }
        return otherwise.isEmpty() ? "empty" : otherwise;
    }
}
