package dev.rudp.game.skill;

import dev.rudp.game.chance.Digest;
import java.util.Arrays;

/// What flies: a bounded pool of rows, the lowest free one first. Full: the shot is lost and
/// counted. Positions in 1/256 of a [dev.rudp.game.map.Distance] unit, so that slow directions do
/// not round away. Owner: the world thread. No allocation.
public final class Projectiles {
    static final int FINE = 256;

    final int[] skill;
    final int[] owner;
    final long[] ownerId;
    final int[] target;
    final long[] targetId;
    final long[] x;
    final long[] y;
    final long[] dx;
    final long[] dy;
    final int[] ticksLeft;
    final int[] strength;
    final int[] pierce;
    final int[] lastHit;
    private int used;
    private long lost;

    public Projectiles(int capacity) {
        skill = new int[capacity];
        owner = new int[capacity];
        ownerId = new long[capacity];
        target = new int[capacity];
        targetId = new long[capacity];
        x = new long[capacity];
        y = new long[capacity];
        dx = new long[capacity];
        dy = new long[capacity];
        ticksLeft = new int[capacity];
        strength = new int[capacity];
        pierce = new int[capacity];
        lastHit = new int[capacity];
        Arrays.fill(skill, -1);
    }

    /// {@return a free row, or -1}
    int allocate() {
        for (int row = 0; row < skill.length; row++) {
            if (skill[row] < 0) {
                used = Math.max(used, row + 1);
                return row;
            }
        }
        lost++;
        return -1;
    }

    void free(int row) {
        skill[row] = -1;
        while (used > 0 && skill[used - 1] < 0) {
            used--;
        }
    }

    /// {@return rows at or above this one are free}
    public int bound() {
        return used;
    }

    /// {@return the skill that a row flies for, -1 for none}
    public int skill(int row) {
        return skill[row];
    }

    /// {@return where it is, in [dev.rudp.game.map.Distance] units}
    public int x(int row) {
        return (int) (x[row] / FINE);
    }

    public int y(int row) {
        return (int) (y[row] / FINE);
    }

    /// {@return shots that found no room, since the beginning}
    public long lost() {
        return lost;
    }

    public long hash(long seed) {
        long hash = seed;
        for (int row = 0; row < used; row++) {
            if (skill[row] >= 0) {
                hash = Digest.mix(hash, ((long) skill[row] << 32) ^ ticksLeft[row]);
                hash = Digest.mix(hash, x[row] * 31 + y[row]);
                hash = Digest.mix(hash, ownerId[row] * 31 + targetId[row]);
                hash = Digest.mix(hash, ((long) strength[row] << 32) ^ pierce[row]);
            }
        }
        return hash;
    }
}
