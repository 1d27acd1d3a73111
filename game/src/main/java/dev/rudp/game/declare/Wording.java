package dev.rudp.game.declare;

/// What a shape expects, in words: for messages and for the reference.
final class Wording {
    private Wording() {}

    static String of(Shape shape) {
        return switch (shape) {
            case Shape.Numeric number -> range(number.numeric());
            case Shape.Flag flag -> "true or false";
            case Shape.Words words -> "a text of 1 to " + words.max() + " characters";
            case Shape.Choice choice -> "one of " + String.join(", ", choice.names());
            case Shape.Reference reference -> "a name from " + reference.section();
            case Shape.Quantities quantities ->
                    "a mapping from "
                            + quantities.of()
                            + " to "
                            + range(quantities.numeric())
                            + size(quantities.entries());
            case Shape.Listing listing ->
                    "a list" + size(listing.entries()) + ", each " + of(listing.item());
            case Shape.Fields fields -> "a mapping (" + fields.type().getSimpleName() + ")";
            case Shape.Variants variants ->
                    "a mapping with type "
                            + String.join(", ", variants.names())
                            + " ("
                            + variants.type().getSimpleName()
                            + ")";
        };
    }

    private static String range(Num numeric) {
        String kind = numeric.unit() == Unit.COUNT ? "a whole number" : "a number";
        return kind + " from " + Shape.plain(numeric.min()) + " to " + Shape.plain(numeric.max());
    }

    private static String size(Entries entries) {
        return " of " + entries.min() + " to " + entries.max();
    }
}
