package dev.rudp.game.effect;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.actor.StatSum;
import dev.rudp.game.chance.Digest;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.Control;
import dev.rudp.game.content.EffectDef;
import dev.rudp.game.content.Modifier;
import dev.rudp.game.content.Nature;
import dev.rudp.game.content.Polarity;
import dev.rudp.game.content.Refresh;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The effects on every actor: [#PER_ACTOR] places each, in the order in which they came. Full: the
/// new effect is refused and counted. Owner: the world thread. Allocates nothing after
/// construction.
public final class Effects {
    /// How many effects one actor bears.
    public static final int PER_ACTOR = 16;

    /// No effect in a place.
    public static final int NONE = -1;

    private static final int FOREVER = Integer.MAX_VALUE;
    private static final Control[] CONTROLS = Control.values();

    private final Actors actors;
    private final int[] effect;
    private final int[] stacks;
    private final int[] endsAt;
    private final int[] nextAt;
    private final int[] source;
    private final long[] sourceId;
    private final int[] absorb;
    private final int[] controlCount;
    private final int[] controlUntil;
    private final int[] immune;
    private long refusedFull;

    public Effects(Actors actors) {
        int capacity = actors.capacity();
        this.actors = actors;
        effect = new int[capacity * PER_ACTOR];
        stacks = new int[capacity * PER_ACTOR];
        endsAt = new int[capacity * PER_ACTOR];
        nextAt = new int[capacity * PER_ACTOR];
        source = new int[capacity * PER_ACTOR];
        sourceId = new long[capacity * PER_ACTOR];
        absorb = new int[capacity * PER_ACTOR];
        controlCount = new int[capacity * CONTROLS.length];
        controlUntil = new int[capacity * CONTROLS.length];
        immune = new int[capacity];
        Arrays.fill(effect, NONE);
    }

    /// Takes everything off an actor, such as at its begin and death.
    public void clear(int slot) {
        Arrays.fill(effect, slot * PER_ACTOR, (slot + 1) * PER_ACTOR, NONE);
        int from = slot * CONTROLS.length;
        Arrays.fill(controlCount, from, from + CONTROLS.length, 0);
        Arrays.fill(controlUntil, from, from + CONTROLS.length, Actors.NEVER);
        changed(slot, null);
    }

    /// Puts an effect on somebody alive.
    public Application apply(Content content, int slot, int id, int from, int tick) {
        EffectDef def = content.effect(id);
        if ((bits(def.control()) & immune[slot]) != 0) {
            return Application.IMMUNE;
        }
        int there = find(slot, id, def.perSource() ? actors.id[from] : 0, def.perSource());
        if (there >= 0) {
            return again(content, def, slot, there, tick);
        }
        int place = find(slot, NONE, 0, false);
        if (place < 0) {
            refusedFull++;
            return Application.FULL;
        }
        int duration = diminish(content, def, slot, tick);
        if (duration < 0) {
            return Application.DIMINISHED;
        }
        effect[place] = id;
        stacks[place] = 1;
        endsAt[place] = duration == 0 ? FOREVER : tick + duration;
        nextAt[place] = def.every() == 0 ? FOREVER : tick + def.every();
        source[place] = from;
        sourceId[place] = actors.id[from];
        absorb[place] = def.absorb();
        changed(slot, content);
        return Application.BEGAN;
    }

    private Application again(Content content, EffectDef def, int slot, int place, int tick) {
        switch (def.refresh()) {
            case KEEP -> {
                return Application.KEPT;
            }
            case STACK -> {
                stacks[place] = Math.min(stacks[place] + 1, def.stacks());
                absorb[place] = def.absorb() * stacks[place];
            }
            case RENEW -> absorb[place] = def.absorb() * stacks[place];
            case EXTEND -> {}
        }
        if (def.duration() > 0) {
            int duration = diminish(content, def, slot, tick);
            if (duration < 0) {
                return Application.DIMINISHED;
            }
            int left = def.refresh() == Refresh.EXTEND ? endsAt[place] - tick : 0;
            endsAt[place] = tick + Math.min(duration + Math.max(0, left), 2 * def.duration());
        }
        changed(slot, content);
        return Application.CHANGED;
    }

    /// {@return how long it lasts this time; -1 for not at all}
    private int diminish(Content content, EffectDef def, int slot, int tick) {
        int duration = def.duration();
        for (int i = 0; i < def.control().size(); i++) {
            int at = slot * CONTROLS.length + def.control().get(i).index();
            if (tick >= controlUntil[at]) {
                controlCount[at] = 0;
            }
            if (controlCount[at] >= 3) {
                return -1;
            }
            duration = Math.min(duration, Math.max(1, def.duration() >> controlCount[at]));
            controlCount[at]++;
            controlUntil[at] = tick + duration + content.rules().diminishing();
        }
        return duration;
    }

    /// Removes up to `count` effects, the newest first. {@return how many}
    public int dispel(Content content, int slot, Nature nature, Polarity polarity, int count) {
        int removed = 0;
        for (int place = PER_ACTOR - 1; place >= 0 && removed < count; place--) {
            int at = slot * PER_ACTOR + place;
            if (effect[at] != NONE
                    && content.effect(effect[at]).duration() > 0
                    && content.effect(effect[at]).nature() == nature
                    && content.effect(effect[at]).polarity() == polarity) {
                remove(content, at);
                removed++;
            }
        }
        return removed;
    }

    /// Removes an effect wherever it came from. {@return whether it was there}
    public boolean remove(Content content, int slot, int id) {
        int there = find(slot, id, 0, false);
        if (there >= 0) {
            remove(content, there);
        }
        return there >= 0;
    }

    /// Removes what has ended. {@return the effect, or [#NONE] when nothing more has}
    public int expire(Content content, int slot, int tick) {
        for (int at = slot * PER_ACTOR; at < (slot + 1) * PER_ACTOR; at++) {
            if (effect[at] != NONE && tick >= endsAt[at]) {
                int id = effect[at];
                remove(content, at);
                return id;
            }
        }
        return NONE;
    }

    /// {@return the place of an effect whose time has come to do something, or -1}; asking moves
    /// its time on
    public int nextDue(Content content, int slot, int from, int tick) {
        for (int at = slot * PER_ACTOR + from; at < (slot + 1) * PER_ACTOR; at++) {
            if (effect[at] != NONE && tick >= nextAt[at]) {
                nextAt[at] = tick + Math.max(1, content.effect(effect[at]).every());
                return at - slot * PER_ACTOR;
            }
        }
        return -1;
    }

    /// Damage comes: shields take their part, and what breaks breaks. {@return what is left}
    public int takeDamage(Content content, int slot, int damage) {
        int left = damage;
        for (int at = slot * PER_ACTOR; at < (slot + 1) * PER_ACTOR; at++) {
            if (effect[at] == NONE) {
                continue;
            }
            EffectDef def = content.effect(effect[at]);
            if (absorb[at] > 0 && left > 0) {
                int taken = Math.min(absorb[at], left);
                absorb[at] -= taken;
                left -= taken;
                if (absorb[at] == 0) {
                    remove(content, at);
                    at--;
                    continue;
                }
            }
            if (def.breaksOnDamage()) {
                remove(content, at);
                at--;
            }
        }
        return left;
    }

    /// Adds the modifiers of all effects of an actor.
    public void sum(Content content, int slot, StatSum sum) {
        for (int at = slot * PER_ACTOR; at < (slot + 1) * PER_ACTOR; at++) {
            if (effect[at] != NONE) {
                List<Modifier> modifiers = content.effect(effect[at]).modifiers();
                for (int i = 0; i < modifiers.size(); i++) {
                    sum.add(modifiers.get(i), stacks[at]);
                }
            }
        }
    }

    public int effect(int slot, int place) {
        return effect[slot * PER_ACTOR + place];
    }

    public int stacks(int slot, int place) {
        return stacks[slot * PER_ACTOR + place];
    }

    /// {@return the ticks that are left; 0 for an effect without end}
    public int left(int slot, int place, int tick) {
        int end = endsAt[slot * PER_ACTOR + place];
        return end == FOREVER ? 0 : end - tick;
    }

    /// {@return who put it there, if that one still is the same; else the bearer}
    public int source(int slot, int place) {
        int at = slot * PER_ACTOR + place;
        boolean same = actors.isActor(source[at]) && actors.id[source[at]] == sourceId[at];
        return same ? source[at] : slot;
    }

    public boolean has(int slot, int id) {
        return find(slot, id, 0, false) >= 0;
    }

    public int count(int slot) {
        int count = 0;
        for (int at = slot * PER_ACTOR; at < (slot + 1) * PER_ACTOR; at++) {
            count += effect[at] == NONE ? 0 : 1;
        }
        return count;
    }

    public boolean isUnder(int slot, Control control) {
        return (actors.controlled[slot] & 1 << control.index()) != 0;
    }

    /// {@return effects that found no room, since the beginning}
    public long refusedFull() {
        return refusedFull;
    }

    public long hash(int slot, long seed) {
        long hash = seed;
        for (int at = slot * PER_ACTOR; at < (slot + 1) * PER_ACTOR; at++) {
            if (effect[at] != NONE) {
                hash = Digest.mix(hash, ((long) effect[at] << 32) ^ stacks[at]);
                hash = Digest.mix(hash, ((long) endsAt[at] << 32) ^ nextAt[at]);
                hash = Digest.mix(hash, sourceId[at] * 31 + absorb[at]);
            }
        }
        int from = slot * CONTROLS.length;
        hash = Digest.mix(hash, controlCount, from, from + CONTROLS.length);
        return Digest.mix(hash, controlUntil, from, from + CONTROLS.length);
    }

    private int find(int slot, int id, long from, boolean ofSource) {
        for (int at = slot * PER_ACTOR; at < (slot + 1) * PER_ACTOR; at++) {
            if (effect[at] == id && (!ofSource || sourceId[at] == from)) {
                return at;
            }
        }
        return -1;
    }

    /// Closes the gap, so that places stay in order of coming.
    private void remove(Content content, int at) {
        int slot = at / PER_ACTOR;
        int last = (slot + 1) * PER_ACTOR - 1;
        for (int i = at; i < last; i++) {
            effect[i] = effect[i + 1];
            stacks[i] = stacks[i + 1];
            endsAt[i] = endsAt[i + 1];
            nextAt[i] = nextAt[i + 1];
            source[i] = source[i + 1];
            sourceId[i] = sourceId[i + 1];
            absorb[i] = absorb[i + 1];
        }
        effect[last] = NONE;
        changed(slot, content);
    }

    private void changed(int slot, @Nullable Content content) {
        int control = 0;
        int immunity = 0;
        for (int at = slot * PER_ACTOR; content != null && at < (slot + 1) * PER_ACTOR; at++) {
            if (effect[at] != NONE) {
                control |= bits(content.effect(effect[at]).control());
                immunity |= bits(content.effect(effect[at]).immune());
            }
        }
        immune[slot] = immunity;
        actors.controlled[slot] = control & ~immunity;
        actors.touch(slot);
    }

    private static int bits(List<Control> controls) {
        int bits = 0;
        for (int i = 0; i < controls.size(); i++) {
            bits |= 1 << controls.get(i).index();
        }
        return bits;
    }
}
