package dev.rudp.game.skill;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.chance.Digest;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.Control;
import dev.rudp.game.content.Use;
import dev.rudp.game.event.EventKind;
import dev.rudp.game.event.Events;
import dev.rudp.game.movement.Kinematics;
import java.util.Arrays;

/// What everybody is casting or channelling: at most one skill each. Owner: the world thread. No
/// allocation.
public final class Casts {
    /// Nobody casts.
    public static final int NONE = -1;

    final int[] skill;
    final int[] target;
    final long[] targetId;
    final int[] aimX;
    final int[] aimY;
    final int[] yaw;
    final int[] endsAt;
    final int[] nextAt;
    final int[] fromX;
    final int[] fromY;

    private final Actors actors;
    private final Kinematics bodies;
    private final Events events;

    public Casts(Actors actors, Kinematics bodies, Events events) {
        int capacity = actors.capacity();
        this.actors = actors;
        this.bodies = bodies;
        this.events = events;
        skill = new int[capacity];
        target = new int[capacity];
        targetId = new long[capacity];
        aimX = new int[capacity];
        aimY = new int[capacity];
        yaw = new int[capacity];
        endsAt = new int[capacity];
        nextAt = new int[capacity];
        fromX = new int[capacity];
        fromY = new int[capacity];
        Arrays.fill(skill, NONE);
    }

    public boolean isCasting(int slot) {
        return skill[slot] != NONE;
    }

    /// {@return the skill, or [#NONE]}
    public int skill(int slot) {
        return skill[slot];
    }

    public void clear(int slot) {
        skill[slot] = NONE;
    }

    /// Ends whatever somebody casts. {@return the skill, or [#NONE]}
    int interrupt(Content content, int slot) {
        int was = skill[slot];
        if (was != NONE) {
            skill[slot] = NONE;
            events.addAt(EventKind.CAST_BROKEN, slot, slot, was, 0, bodies.x[slot], bodies.y[slot]);
        }
        return was;
    }

    /// A blow sets a cast back by a fifth of a second, and ends a channel a fifth sooner.
    void onDamage(Content content, int slot) {
        if (skill[slot] == NONE) {
            return;
        }
        int back = Math.max(1, content.tickHz() / 5);
        endsAt[slot] += content.skill(skill[slot]).use() instanceof Use.Channel ? -back : back;
    }

    /// Whoever is stunned, or silenced, casts no more.
    void onControl(Content content, int slot) {
        int bits = actors.controlled[slot];
        boolean stunned = (bits & 1 << Control.STUN.index()) != 0;
        boolean silenced = (bits & 1 << Control.SILENCE.index()) != 0;
        if (skill[slot] != NONE
                && (stunned || (silenced && content.skill(skill[slot]).price().mana() > 0))) {
            interrupt(content, slot);
        }
    }

    public long hash(int slot, long seed) {
        if (skill[slot] == NONE) {
            return seed;
        }
        long hash = Digest.mix(seed, ((long) skill[slot] << 32) ^ endsAt[slot]);
        hash = Digest.mix(hash, targetId[slot] * 31 + nextAt[slot]);
        return Digest.mix(hash, ((long) aimX[slot] << 32) ^ (aimY[slot] * 65_599L + yaw[slot]));
    }
}
