package dev.rudp.game.declare;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes declared records of trees. Everything that is wrong becomes a problem at its line; a
/// record comes out only when all of it is right.
public final class Binder {
    /// Decimal as people write it. YAML's other notations (octal, infinity) are refused.
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,12}(\\.[0-9]{1,9})?");

    private final String file;
    private final int tickHz;
    private final Map<String, List<String>> names;
    private final Consumer<ContentProblem> problems;

    /// @param names the names of each section, in the order of their numbers
    public Binder(
            String file,
            int tickHz,
            Map<String, List<String>> names,
            Consumer<ContentProblem> problems) {
        this.file = file;
        this.tickHz = tickHz;
        this.names = names;
        this.problems = problems;
    }

    /// {@return the record, or null after at least one problem}
    ///
    /// @param at the key of `tree`, for messages
    public <T extends Record> @Nullable T bind(Class<T> type, Tree tree, String at) {
        return type.cast(value(Shape.of(type), Unit.COUNT, tree, at));
    }

    private @Nullable Object value(Shape shape, Unit unit, Tree tree, String at) {
        return switch (shape) {
            case Shape.Numeric number -> number(number.numeric(), unit, tree, at);
            case Shape.Flag flag -> choice(tree, at, List.of("true", "false"), Boolean::valueOf);
            case Shape.Words words -> words(words, tree, at);
            case Shape.Choice choice ->
                    choice(
                            tree,
                            at,
                            choice.names(),
                            name -> choice.type().getEnumConstants()[choice.names().indexOf(name)]);
            case Shape.Reference reference -> reference(reference.section(), tree, at);
            case Shape.Quantities quantities -> quantities(quantities, tree, at);
            case Shape.Listing listing -> listing(listing, tree, at);
            case Shape.Fields fields -> fields(fields, tree, at, "");
            case Shape.Variants variants -> variant(variants, tree, at);
        };
    }

    private @Nullable Object number(Num range, Unit unit, Tree tree, String at) {
        boolean whole = range.unit() == Unit.COUNT;
        if (tree instanceof Tree.Scalar scalar && NUMBER.matcher(scalar.text()).matches()) {
            double value = Double.parseDouble(scalar.text());
            if (value >= range.min()
                    && value <= range.max()
                    && !(whole && value != Math.rint(value))) {
                return (unit == Unit.COUNT ? range.unit() : unit).convert(value, tickHz);
            }
        }
        String kind = whole ? "a whole number" : "a number";
        return wrong(
                tree,
                at,
                kind + " from " + Shape.plain(range.min()) + " to " + Shape.plain(range.max()));
    }

    private @Nullable Object words(Shape.Words words, Tree tree, String at) {
        if (tree instanceof Tree.Scalar scalar
                && !scalar.isNull()
                && !scalar.text().isBlank()
                && scalar.text().length() <= words.max()
                && scalar.text().chars().noneMatch(Character::isISOControl)) {
            return scalar.text();
        }
        return wrong(tree, at, "a text of 1 to " + words.max() + " characters");
    }

    private <T> @Nullable T choice(
            Tree tree, String at, List<String> options, java.util.function.Function<String, T> of) {
        if (tree instanceof Tree.Scalar scalar && options.contains(scalar.text())) {
            return of.apply(scalar.text());
        }
        wrong(tree, at, "one of " + String.join(", ", options) + hint(tree, options));
        return null;
    }

    private @Nullable Object reference(String section, Tree tree, String at) {
        List<String> known = names.getOrDefault(section, List.of());
        if (tree instanceof Tree.Scalar scalar && !scalar.isNull()) {
            int id = known.indexOf(scalar.text());
            if (id >= 0) {
                return id;
            }
        }
        return wrong(tree, at, "a name from " + section + hint(tree, known));
    }

    private @Nullable Object quantities(Shape.Quantities shape, Tree tree, String at) {
        if (!(tree instanceof Tree.Mapping mapping)) {
            return wrong(tree, at, "a mapping from " + shape.of() + " to numbers");
        }
        if (!hasSize(mapping.entries().size(), shape.entries(), tree, at)) {
            return null;
        }
        List<String> known = names.getOrDefault(shape.of(), List.of());
        Map<Integer, Integer> amounts = new TreeMap<>();
        boolean whole = true;
        for (Tree.Entry entry : mapping.entries()) {
            String path = at + "." + entry.key();
            Object amount = number(shape.numeric(), Unit.COUNT, entry.value(), path);
            int id = known.indexOf(entry.key());
            if (id < 0) {
                unknownKey(entry, at, "a name from " + shape.of(), known);
            } else if (amount != null) {
                amounts.put(id, (Integer) amount);
            }
            whole &= id >= 0 && amount != null;
        }
        return whole
                ? new Amounts(
                        amounts.keySet().stream().mapToInt(Integer::intValue).toArray(),
                        amounts.values().stream().mapToInt(Integer::intValue).toArray())
                : null;
    }

    private @Nullable Object listing(Shape.Listing shape, Tree tree, String at) {
        if (!(tree instanceof Tree.Sequence sequence)) {
            return wrong(tree, at, "a list");
        }
        if (!hasSize(sequence.items().size(), shape.entries(), tree, at)) {
            return null;
        }
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            Tree item = sequence.items().get(i);
            Object value = value(shape.item(), Unit.COUNT, item, at + "[" + i + "]");
            if (value != null) {
                items.add(value);
            }
        }
        if (items.size() < sequence.items().size()) {
            return null;
        }
        if (shape.ofIds()) {
            return new Ids(items.stream().mapToInt(id -> (Integer) id).toArray());
        }
        return List.copyOf(items);
    }

    private boolean hasSize(int size, Entries entries, Tree tree, String at) {
        if (size >= entries.min() && size <= entries.max()) {
            return true;
        }
        problem(
                tree.line(),
                at,
                size + " entries",
                entries.min() + " to " + entries.max() + " entries");
        return false;
    }

    private @Nullable Object variant(Shape.Variants shape, Tree tree, String at) {
        if (!(tree instanceof Tree.Mapping mapping)) {
            return wrong(tree, at, "a mapping with the key type");
        }
        Optional<Tree.Entry> type =
                mapping.entries().stream().filter(entry -> entry.key().equals("type")).findFirst();
        if (type.isEmpty()) {
            problem(
                    tree.line(),
                    at + ".type",
                    "nothing",
                    "one of " + String.join(", ", shape.names()));
            return null;
        }
        Shape.Fields option =
                choice(
                        type.get().value(),
                        at + ".type",
                        shape.names(),
                        name -> shape.options().get(shape.names().indexOf(name)));
        return option == null ? null : fields(option, tree, at, "type");
    }

    /// @param besides a key that is allowed and was read already; empty if there is none
    private @Nullable Object fields(Shape.Fields shape, Tree tree, String at, String besides) {
        if (!(tree instanceof Tree.Mapping mapping)) {
            return wrong(tree, at, "a mapping with the keys " + keyNames(shape));
        }
        Map<String, Tree.Entry> given = new HashMap<>();
        List<String> known = shape.keys().stream().map(Shape.Key::name).toList();
        boolean whole = true;
        for (Tree.Entry entry : mapping.entries()) {
            given.put(entry.key(), entry);
            if (!known.contains(entry.key()) && !entry.key().equals(besides)) {
                unknownKey(entry, at, "one of " + keyNames(shape), known);
                whole = false;
            }
        }
        @Nullable Object[] values = new Object[shape.keys().size()];
        for (int i = 0; i < values.length; i++) {
            Shape.Key key = shape.keys().get(i);
            Tree.Entry entry = given.get(key.name());
            String path = at.isEmpty() ? key.name() : at + "." + key.name();
            if (entry != null) {
                values[i] = value(key.shape(), key.unit(), entry.value(), path);
                whole &= values[i] != null;
            } else if (key.otherwise() == null) {
                problem(tree.line(), path, "nothing", Wording.of(key.shape()));
                whole = false;
            } else {
                values[i] = absent(key, tree.line(), path);
            }
        }
        return whole ? construct(shape.type(), values, tree, at) : null;
    }

    private @Nullable Object absent(Shape.Key key, int line, String path) {
        String text = String.valueOf(key.otherwise());
        return switch (key.shape()) {
            case Shape.Reference reference when text.equals(Otherwise.NONE) -> Refers.NOBODY;
            case Shape.Listing listing -> listing.ofIds() ? Ids.EMPTY : List.of();
            case Shape.Quantities quantities -> Amounts.EMPTY;
            case Shape.Fields fields -> null;
            case Shape.Variants variants -> null;
            case Shape.Numeric number -> asWritten(key, line, text, path);
            case Shape.Flag flag -> asWritten(key, line, text, path);
            case Shape.Words words -> text;
            case Shape.Choice choice -> asWritten(key, line, text, path);
            case Shape.Reference reference -> asWritten(key, line, text, path);
        };
    }

    private @Nullable Object asWritten(Shape.Key key, int line, String text, String path) {
        return value(key.shape(), key.unit(), new Tree.Scalar(line, text, false), path);
    }

    private @Nullable Object construct(
            Class<? extends Record> type, @Nullable Object[] values, Tree tree, String at) {
        Class<?>[] types =
                Arrays.stream(type.getRecordComponents())
                        .map(component -> component.getType())
                        .toArray(Class<?>[]::new);
        try {
            Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof UnfitException unfit) {
                problem(
                        tree.line(),
                        at.isEmpty() ? unfit.key() : at + "." + unfit.key(),
                        unfit.found(),
                        unfit.expected());
                return null;
            }
            throw new IllegalStateException("declaration " + type.getName(), refused);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException("declaration " + type.getName(), broken);
        }
    }

    private void unknownKey(Tree.Entry entry, String at, String expected, List<String> known) {
        String near =
                Names.nearest(entry.key(), known)
                        .map(name -> "; did you mean " + name + "?")
                        .orElse("");
        String path = at.isEmpty() ? entry.key() : at + "." + entry.key();
        problem(entry.line(), path, "an unknown key", expected + near);
    }

    private @Nullable Object wrong(Tree tree, String at, String expected) {
        problem(tree.line(), at, tree.found(), expected);
        return null;
    }

    private void problem(int line, String key, String found, String expected) {
        problems.accept(new ContentProblem(file, line, key, found, expected));
    }

    private static String keyNames(Shape.Fields shape) {
        return String.join(", ", shape.keys().stream().map(Shape.Key::name).toList());
    }

    private static String hint(Tree tree, List<String> known) {
        return tree instanceof Tree.Scalar scalar && !scalar.isNull()
                ? Names.nearest(scalar.text(), known)
                        .map(name -> "; did you mean " + name + "?")
                        .orElse("")
                : "";
    }
}
