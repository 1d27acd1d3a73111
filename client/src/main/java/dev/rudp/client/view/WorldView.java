package dev.rudp.client.view;

import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.engine.snapshot.SnapshotDecoder;
import dev.rudp.engine.snapshot.SnapshotView;
import org.jspecify.annotations.Nullable;

/// The entities around a player at one moment, for drawing: values in units, interpolated between
/// the two updates of each entity around that moment, however far apart they are: it goes at its
/// rate from the older one and arrives at the newer at its rate. Where the newer one has not come,
/// entities go on at their last rate up to [#EXTRAPOLATED_SECONDS] beyond the newest snapshot, then
/// they stand.
///
/// An entity appears with the first snapshot that has it and stays until one without it. Values are
/// valid until the next [#update]. Owner: the client's thread. No allocation after construction.
public final class WorldView {
    /// How far beyond the newest snapshot entities are carried on.
    public static final double EXTRAPOLATED_SECONDS = 0.2;

    /// Updates farther apart are joined by a curve.
    private static final int CURVED_TICKS = 3;

    private final FieldMotion motion;
    private final ReplicatedSchema schema;
    private final int fieldCount;
    private final int tickHz;
    private final int[] slots;
    private final int[] generations;
    private final double[] values;
    private int count;
    private double tick;

    /// @param maxVisible the most entities in a view, from the welcome
    public WorldView(FieldMotion motion, int maxVisible, int tickHz) {
        this.motion = motion;
        this.schema = motion.schema();
        this.fieldCount = schema.fieldCount();
        this.tickHz = tickHz;
        this.slots = new int[maxVisible];
        this.generations = new int[maxVisible];
        this.values = new double[maxVisible * fieldCount];
    }

    /// Shows the world at `atTick`, a moment between ticks.
    public void update(SnapshotDecoder snapshots, double atTick) {
        SnapshotView newest = snapshots.newest();
        tick = atTick;
        SnapshotView older =
                atTick >= newest.tick()
                        ? newest
                        : snapshots.viewAtOrBefore((int) Math.floor(atTick));
        if (older == null) {
            SnapshotView first = firstAfter(snapshots, (int) Math.floor(atTick), newest);
            begin(first);
            for (int i = 0; i < count; i++) {
                show(first, i, first, i, first.valueTick(i));
            }
            return;
        }
        begin(older);
        double latest = newest.tick() + EXTRAPOLATED_SECONDS * tickHz;
        for (int i = 0; i < count; i++) {
            SnapshotView newer = nextUpdate(snapshots, older, i, newest);
            int target = newer == null ? -1 : newer.indexOf(older.slot(i), older.generation(i));
            show(older, i, newer == null ? older : newer, target, Math.min(atTick, latest));
        }
    }

    /// {@return the number of entities}
    public int count() {
        return count;
    }

    /// {@return the i-th entity's slot}
    public int slot(int i) {
        return slots[i];
    }

    public int generation(int i) {
        return generations[i];
    }

    /// {@return the index of an entity, negative when it is not in view}
    public int indexOf(int slot, int generation) {
        for (int i = 0; i < count; i++) {
            if (slots[i] == slot && generations[i] == generation) {
                return i;
            }
        }
        return -1;
    }

    /// {@return a value of the i-th entity, in the field's units}
    public double value(int field, int i) {
        return values[i * fieldCount + field];
    }

    /// {@return the first horizontal coordinate}
    public double x(int i) {
        return value(schema.xField(), i);
    }

    /// {@return the second horizontal coordinate}
    public double y(int i) {
        return value(schema.yField(), i);
    }

    /// {@return the moment that is shown, in ticks of the server}
    public double tick() {
        return tick;
    }

    private static SnapshotView firstAfter(
            SnapshotDecoder snapshots, int tick, SnapshotView newest) {
        for (int candidate = tick + 1; candidate < newest.tick(); candidate++) {
            SnapshotView view = snapshots.view(candidate);
            if (view != null) {
                return view;
            }
        }
        return newest;
    }

    /// {@return the first view after `older` that has news of its i-th entity; null when there is
    /// none}
    private static @Nullable SnapshotView nextUpdate(
            SnapshotDecoder snapshots, SnapshotView older, int i, SnapshotView newest) {
        int slot = older.slot(i);
        int generation = older.generation(i);
        for (int tick = older.tick() + 1; tick <= newest.tick(); tick++) {
            SnapshotView view = snapshots.view(tick);
            int target = view == null ? -1 : view.indexOf(slot, generation);
            if (view != null && target >= 0 && view.valueTick(target) > older.valueTick(i)) {
                return view;
            }
        }
        return null;
    }

    private void begin(SnapshotView from) {
        count = from.count();
        for (int i = 0; i < count; i++) {
            slots[i] = from.slot(i);
            generations[i] = from.generation(i);
        }
    }

    /// @param target the entity's index in `to`, negative when there is no news of it
    private void show(SnapshotView from, int i, SnapshotView to, int target, double atTick) {
        double ticks = Math.max(0, atTick - from.valueTick(i));
        boolean news = target >= 0 && to != from;
        double span = news ? to.valueTick(target) - from.valueTick(i) : 0;
        double share = news ? ticks / span : 0;
        for (int field = 0; field < fieldCount; field++) {
            double value = schema.value(field, from.value(field, i));
            int rate = motion.rateField[field];
            double perTick =
                    rate == FieldMotion.NO_RATE
                            ? 0
                            : schema.value(rate, from.value(rate, i)) / tickHz;
            if (news) {
                double next = schema.value(field, to.value(field, target));
                if (rate != FieldMotion.NO_RATE && span > CURVED_TICKS) {
                    double laterPerTick = schema.value(rate, to.value(rate, target)) / tickHz;
                    value = curve(value, next, perTick * span, laterPerTick * span, share);
                } else {
                    value = between(motion.kinds[field], value, next, share);
                }
            } else {
                value += perTick * ticks;
            }
            values[i * fieldCount + field] = value;
        }
    }

    /// The cubic that has both values and both rates (Hermite), `share` of its way.
    private static double curve(
            double from, double to, double rateFrom, double rateTo, double share) {
        double rest = 1 - share;
        return rest * rest * ((1 + 2 * share) * from + share * rateFrom)
                + share * share * ((1 + 2 * rest) * to - rest * rateTo);
    }

    private static double between(FieldMotion.Kind kind, double from, double to, double share) {
        return switch (kind) {
            case STEP -> from;
            case LINEAR -> from + (to - from) * share;
            case TURN -> {
                double difference = to - from;
                double turn = from + (difference - Math.rint(difference)) * share;
                yield turn - Math.floor(turn);
            }
        };
    }
}
