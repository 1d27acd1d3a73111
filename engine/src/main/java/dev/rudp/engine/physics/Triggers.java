package dev.rudp.engine.physics;

import java.util.Arrays;

/// Volumes that notice who comes and goes: each crossing of a border gives exactly one event, also
/// when a body passes a whole volume in one move. Events come in the order of the calls, and of one
/// call by volume: for each first the end of a stay, then the beginning of one.
///
/// Where bodies are counts by one point each. When the events are full, a crossing is counted and
/// told at the body's next move; that somebody only passed through is then not told.
///
/// Owner: one thread. Capacities are fixed; nothing is allocated after construction.
public final class Triggers {
    private final CollisionScene volumes;
    private final Nearby nearby;
    private final RoundedBox box = new RoundedBox();
    private final int words;

    /// Bit sets: the volumes that the body of a slot is in, and those found by the question.
    private final long[] inside;

    private final long[] now;
    private final long[] passed;

    private final int[] x;
    private final int[] y;
    private final int[] z;
    private final boolean[] present;

    private final int[] eventSlots;
    private final int[] eventVolumes;
    private final boolean[] eventEnters;
    private int events;
    private long putOff;

    /// @param volumes the shapes of this scene are the volumes, numbered by their tags from 0 up in
    ///   the order in which they were added
    /// @param slots bodies have slots below this
    /// @param maxEvents between two calls of [#clearEvents()]
    public Triggers(CollisionScene volumes, int slots, int maxEvents) {
        for (int shape = 0; shape < volumes.count - 4; shape++) {
            if (volumes.tags[shape] != shape) {
                throw new IllegalArgumentException(
                        "volume " + shape + " has tag=" + volumes.tags[shape]);
            }
        }
        this.volumes = volumes;
        this.nearby = new Nearby(volumes);
        this.words = (volumes.count + 63) >> 6;
        this.inside = new long[Math.multiplyExact(slots, words)];
        this.now = new long[words];
        this.passed = new long[words];
        this.x = new int[slots];
        this.y = new int[slots];
        this.z = new int[slots];
        this.present = new boolean[slots];
        this.eventSlots = new int[maxEvents];
        this.eventVolumes = new int[maxEvents];
        this.eventEnters = new boolean[maxEvents];
    }

    /// Tells where a body is now. From its last place it came straight, through everything between.
    /// The first time, it appears.
    public void move(int slot, int toX, int toY, int toZ) {
        boolean came = present[slot];
        find(came ? x[slot] : toX, came ? y[slot] : toY, came ? z[slot] : toZ, toX, toY, toZ);
        present[slot] = true;
        x[slot] = toX;
        y[slot] = toY;
        z[slot] = toZ;
        report(slot);
    }

    /// Puts a body somewhere else, past everything between.
    public void teleport(int slot, int toX, int toY, int toZ) {
        present[slot] = false;
        move(slot, toX, toY, toZ);
    }

    /// A body is no more: it leaves what it is in.
    public void remove(int slot) {
        if (present[slot]) {
            Arrays.fill(now, 0);
            Arrays.fill(passed, 0);
            report(slot);
            present[slot] = false;
        }
    }

    /// {@return whether the body of a slot is in a volume}
    public boolean isInside(int slot, int volume) {
        return (inside[slot * words + (volume >> 6)] >>> volume & 1) != 0;
    }

    public int eventCount() {
        return events;
    }

    public int eventSlot(int i) {
        return eventSlots[i];
    }

    /// {@return the tag of the volume}
    public int eventVolume(int i) {
        return eventVolumes[i];
    }

    /// {@return whether a stay begins rather than ends}
    public boolean eventEnters(int i) {
        return eventEnters[i];
    }

    public void clearEvents() {
        events = 0;
    }

    /// {@return how often a crossing was put off because the events were full}
    public long putOff() {
        return putOff;
    }

    private void find(int fromX, int fromY, int fromZ, int toX, int toY, int toZ) {
        Arrays.fill(now, 0);
        Arrays.fill(passed, 0);
        nearby.gather(
                Math.min(fromX, toX),
                Math.min(fromY, toY),
                Math.min(fromZ, toZ),
                Math.max(fromX, toX),
                Math.max(fromY, toY),
                Math.max(fromZ, toZ));
        for (int i = 0; i < nearby.count; i++) {
            int volume = nearby.shapes[i];
            if (volumes.tags[volume] < 0) {
                continue;
            }
            nearby.place(box, volume, toX, toY, toZ);
            if (box.contains()) {
                now[volume >> 6] |= 1L << volume;
                continue;
            }
            nearby.place(box, volume, fromX, fromY, fromZ);
            nearby.turn(box, volume, toX - fromX, toY - fromY, toZ - fromZ);
            if (!box.contains() && box.sweep(1)) {
                passed[volume >> 6] |= 1L << volume;
            }
        }
    }

    private void report(int slot) {
        for (int word = 0; word < words; word++) {
            int at = slot * words + word;
            long left = inside[at] & ~now[word];
            long entered = now[word] & ~inside[at];
            long through = passed[word] & ~inside[at] & ~now[word];
            long touched = left | entered | through;
            while (touched != 0) {
                int volume = (word << 6) + Long.numberOfTrailingZeros(touched);
                long bit = touched & -touched;
                touched &= ~bit;
                boolean twice = (through & bit) != 0;
                if (events + (twice ? 2 : 1) > eventSlots.length) {
                    putOff++;
                } else if (twice) {
                    add(slot, volume, true);
                    add(slot, volume, false);
                } else {
                    add(slot, volume, (entered & bit) != 0);
                    inside[at] ^= bit;
                }
            }
        }
    }

    private void add(int slot, int volume, boolean enters) {
        eventSlots[events] = slot;
        eventVolumes[events] = volume;
        eventEnters[events] = enters;
        events++;
    }
}
