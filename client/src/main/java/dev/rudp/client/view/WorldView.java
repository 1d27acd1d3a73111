package dev.rudp.client.view;

import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.engine.snapshot.SnapshotDecoder;
import dev.rudp.engine.snapshot.SnapshotView;
import java.util.Arrays;

/// The entities around a player at one moment, for drawing: values in units, interpolated between
/// the two snapshots around that moment. Where the newer one has not come in time, entities go on
/// at their last rate for at most [#EXTRAPOLATED_SECONDS], then they stand.
///
/// An entity appears with the first snapshot that has it and stays until one without it. Values are
/// valid until the next [#update]. Owner: the client's thread. No allocation after construction.
public final class WorldView {
    /// How far beyond the newest snapshot entities are carried on.
    public static final double EXTRAPOLATED_SECONDS = 0.2;

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
        if (atTick >= newest.tick()) {
            double seconds = Math.min(EXTRAPOLATED_SECONDS, (atTick - newest.tick()) / tickHz);
            show(newest, newest, 0, seconds);
            return;
        }
        SnapshotView older = snapshots.viewAtOrBefore((int) Math.floor(atTick));
        SnapshotView newer = firstAfter(snapshots, (int) Math.floor(atTick), newest);
        if (older == null) {
            show(newer, newer, 0, 0);
            return;
        }
        double share = (atTick - older.tick()) / (newer.tick() - older.tick());
        show(older, newer, share, 0);
    }

    /// {@return the number of entities}
    public int count() {
        return count;
    }

    /// {@return the i-th entity's slot, ascending}
    public int slot(int i) {
        return slots[i];
    }

    public int generation(int i) {
        return generations[i];
    }

    /// {@return the index of an entity, negative when it is not in view}
    public int indexOf(int slot, int generation) {
        int i = Arrays.binarySearch(slots, 0, count, slot);
        return i >= 0 && generations[i] == generation ? i : -1;
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

    private void show(SnapshotView from, SnapshotView to, double share, double beyondSeconds) {
        count = from.count();
        for (int i = 0; i < count; i++) {
            slots[i] = from.slot(i);
            generations[i] = from.generation(i);
            int target = to == from ? i : to.indexOf(from.slot(i), from.generation(i));
            for (int field = 0; field < fieldCount; field++) {
                double value = schema.value(field, from.value(field, i));
                if (target >= 0) {
                    double next = schema.value(field, to.value(field, target));
                    value = between(motion.kinds[field], value, next, share);
                }
                int rate = motion.rateField[field];
                if (beyondSeconds > 0 && rate != FieldMotion.NO_RATE) {
                    value += schema.value(rate, from.value(rate, i)) * beyondSeconds;
                }
                values[i * fieldCount + field] = value;
            }
        }
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
