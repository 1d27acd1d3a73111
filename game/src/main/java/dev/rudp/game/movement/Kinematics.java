package dev.rudp.game.movement;

import java.util.Arrays;

/// Where players are and how they move, by slot. Everything is an int in the very units that
/// snapshots carry, so what a client decodes is the whole state of a body: nothing is rounded away
/// between ticks, and prediction from a snapshot agrees with the server to the bit.
///
/// Owner: one thread. Columns have [#capacity()] entries; a slot out of range throws.
public final class Kinematics {
    /// Velocities are in 1/64 m/s.
    public static final int SPEED_PER_METRE_PER_S = 64;

    /// Looking directions are in 1/256 turn.
    public static final int YAW_STEPS = 256;

    /// In [#flags]: the body stands on the ground or on a box.
    public static final int GROUNDED = 1;

    /// In [#flags]: the jump button was down in the last input.
    public static final int JUMP_HELD = 2;

    /// The middle of the feet, in [dev.rudp.game.map.Distance] units; z is the height over ground.
    public final int[] x;

    public final int[] y;
    public final int[] z;

    /// Velocity in 1/64 m/s.
    public final int[] vx;

    public final int[] vy;
    public final int[] vz;

    /// Where the player looks, 0..255, 0 along +x, growing towards +y.
    public final int[] yaw;

    /// [#GROUNDED] and [#JUMP_HELD].
    public final int[] flags;

    public Kinematics(int capacity) {
        x = new int[capacity];
        y = new int[capacity];
        z = new int[capacity];
        vx = new int[capacity];
        vy = new int[capacity];
        vz = new int[capacity];
        yaw = new int[capacity];
        flags = new int[capacity];
    }

    /// Puts a body at rest on the spot.
    public void place(int slot, int atX, int atY, int atZ, int lookingYaw) {
        x[slot] = atX;
        y[slot] = atY;
        z[slot] = atZ;
        vx[slot] = 0;
        vy[slot] = 0;
        vz[slot] = 0;
        yaw[slot] = lookingYaw & (YAW_STEPS - 1);
        flags[slot] = 0;
    }

    /// Copies one body, from another store or another slot.
    public void copy(int slot, Kinematics from, int fromSlot) {
        x[slot] = from.x[fromSlot];
        y[slot] = from.y[fromSlot];
        z[slot] = from.z[fromSlot];
        vx[slot] = from.vx[fromSlot];
        vy[slot] = from.vy[fromSlot];
        vz[slot] = from.vz[fromSlot];
        yaw[slot] = from.yaw[fromSlot];
        flags[slot] = from.flags[fromSlot];
    }

    /// Forgets all bodies.
    public void clear() {
        for (int[] column : new int[][] {x, y, z, vx, vy, vz, yaw, flags}) {
            Arrays.fill(column, 0);
        }
    }

    /// {@return a 64-bit digest of one body, mixed into `seed`; equal states give equal digests}
    public long hash(int slot, long seed) {
        long hash = mix(seed, pair(x[slot], y[slot]));
        hash = mix(hash, pair(z[slot], vz[slot]));
        hash = mix(hash, pair(vx[slot], vy[slot]));
        return mix(hash, pair(yaw[slot], flags[slot]));
    }

    public int capacity() {
        return x.length;
    }

    private static long pair(int high, int low) {
        return ((long) high << 32) | (low & 0xFFFF_FFFFL);
    }

    /// One round of the finaliser of MurmurHash3.
    private static long mix(long hash, long value) {
        long mixed = (hash ^ value) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 29);
    }
}
