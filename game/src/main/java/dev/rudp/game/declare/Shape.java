package dev.rudp.game.declare;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a value of a file must look like, as the types and annotations of a record say. Reading,
/// schema and reference all walk these shapes, so none can say what another does not.
sealed interface Shape {
    /// @param numeric its range and unit
    record Numeric(Num numeric) implements Shape {}

    record Flag() implements Shape {}

    record Words(int max) implements Shape {}

    /// @param names lower-case with dashes, in declared order
    record Choice(Class<?> type, List<String> names) implements Shape {}

    record Reference(String section) implements Shape {}

    /// @param of the names that are keys
    record Quantities(String of, Num numeric, Entries entries) implements Shape {}

    record Listing(Shape item, Entries entries, boolean ofIds) implements Shape {}

    record Fields(Class<? extends Record> type, List<Key> keys) implements Shape {}

    /// One of several mappings, told apart by their key `type`.
    record Variants(Class<?> type, List<Fields> options) implements Shape {
        List<String> names() {
            return options.stream().map(option -> tag(option.type())).toList();
        }
    }

    /// @param about may be empty
    /// @param otherwise the value of a key that was left out; null if it may not be
    record Key(String name, Shape shape, Unit unit, String about, @Nullable String otherwise) {}

    static String tag(Class<?> variant) {
        return Names.dashed(variant.getSimpleName());
    }

    /// {@return the shape of a declaration}
    static Fields of(Class<? extends Record> type) {
        return new Fields(type, Arrays.stream(type.getRecordComponents()).map(Shape::key).toList());
    }

    private static Key key(RecordComponent component) {
        Num num = component.getAnnotation(Num.class);
        Unit unit = num == null || component.getType() == Amounts.class ? Unit.COUNT : num.unit();
        About about = component.getAnnotation(About.class);
        Otherwise otherwise = component.getAnnotation(Otherwise.class);
        Entries entries = component.getAnnotation(Entries.class);
        String absent = otherwise == null ? null : otherwise.value();
        if (absent == null && entries != null && entries.min() == 0) {
            absent = "";
        }
        return new Key(
                unit.key(component.getName()),
                shape(component),
                unit,
                about == null ? "" : about.value(),
                absent);
    }

    private static Shape shape(RecordComponent component) {
        Class<?> type = component.getType();
        Refers refers = component.getAnnotation(Refers.class);
        if (type == int.class) {
            return refers != null ? new Reference(refers.value()) : new Numeric(num(component));
        }
        if (type == boolean.class) {
            return new Flag();
        }
        if (type == String.class) {
            return new Words(Objects.requireNonNull(component.getAnnotation(Text.class)).max());
        }
        if (type == Amounts.class) {
            return new Quantities(
                    Objects.requireNonNull(refers).value(), num(component), entries(component));
        }
        if (type == Ids.class) {
            return new Listing(
                    new Reference(Objects.requireNonNull(refers).value()),
                    entries(component),
                    true);
        }
        if (type == List.class) {
            ParameterizedType generic = (ParameterizedType) component.getGenericType();
            Class<?> item = (Class<?>) generic.getActualTypeArguments()[0];
            return new Listing(ofType(item), entries(component), false);
        }
        return ofType(type);
    }

    private static Shape ofType(Class<?> type) {
        if (type.isEnum()) {
            return new Choice(
                    type,
                    Arrays.stream(type.getEnumConstants())
                            .map(constant -> Names.dashed(((Enum<?>) constant).name()))
                            .toList());
        }
        if (type.isSealed()) {
            return new Variants(
                    type,
                    Arrays.stream(type.getPermittedSubclasses())
                            .map(option -> of(option.asSubclass(Record.class)))
                            .toList());
        }
        return of(type.asSubclass(Record.class));
    }

    private static Num num(RecordComponent component) {
        return Objects.requireNonNull(
                component.getAnnotation(Num.class), () -> component + " has no range");
    }

    private static Entries entries(RecordComponent component) {
        return Objects.requireNonNull(
                component.getAnnotation(Entries.class), () -> component + " has no size");
    }

    /// {@return a number as a person writes it}
    static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
