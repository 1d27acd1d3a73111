package dev.rudp.game.arena;

import dev.rudp.game.movement.Kinematics;

/// A body as a row of replicated steps, as frames and decoded snapshots hold it: the way back from
/// [ArenaSchema] to [Kinematics], for clients that predict.
public final class BodyRow {
    private BodyRow() {}

    /// Makes `slot` of `bodies` the body whose row begins at `rows[offset]`.
    public static void read(int[] rows, int offset, Kinematics bodies, int slot) {
        bodies.x[slot] = rows[offset + ArenaSchema.X];
        bodies.y[slot] = rows[offset + ArenaSchema.Y];
        bodies.z[slot] = rows[offset + ArenaSchema.Z];
        bodies.vx[slot] = rows[offset + ArenaSchema.VX];
        bodies.vy[slot] = rows[offset + ArenaSchema.VY];
        bodies.vz[slot] = rows[offset + ArenaSchema.VZ];
        bodies.yaw[slot] = rows[offset + ArenaSchema.YAW];
        bodies.flags[slot] = rows[offset + ArenaSchema.FLAGS];
    }
}
