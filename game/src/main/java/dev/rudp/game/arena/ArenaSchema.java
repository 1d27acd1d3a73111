package dev.rudp.game.arena;

import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.game.map.Distance;
import dev.rudp.game.map.WorldMap;
import dev.rudp.game.movement.Kinematics;

/// What the arena replicates: a body, whole. The steps on the wire are the ints of [Kinematics], so
/// a decoded entity is a body that can be stepped on, and velocities are there for everybody's
/// extrapolation. Somebody who runs straight moves as predicted, which costs a few bits; velocity,
/// yaw and flags cost nothing while they stay.
public final class ArenaSchema {
    public static final int X = 0;
    public static final int Y = 1;
    public static final int Z = 2;
    public static final int VX = 3;
    public static final int VY = 4;
    public static final int VZ = 5;
    public static final int YAW = 6;
    public static final int FLAGS = 7;

    /// Units: metres, metres per second, turns.
    public static final ReplicatedSchema SCHEMA = declare();

    private ArenaSchema() {}

    private static ReplicatedSchema declare() {
        double distance = 1.0 / Distance.PER_METRE;
        double speed = 1.0 / Kinematics.SPEED_PER_METRE_PER_S;
        double turn = 1.0 / Kinematics.YAW_STEPS;
        return ReplicatedSchema.builder()
                .position("x", "y", 0, WorldMap.MAX_SIZE_METRES, distance)
                .height("z", 0, WorldMap.MAX_CEILING_METRES)
                .field("vx", -64, 64, speed)
                .field("vy", -64, 64, speed)
                .field("vz", -64, 64, speed)
                .field("yaw", 0, 1 - turn, turn)
                .field("flags", 0, 3, 1)
                .motion("x", "vx")
                .motion("y", "vy")
                .motion("z", "vz")
                .build();
    }
}
