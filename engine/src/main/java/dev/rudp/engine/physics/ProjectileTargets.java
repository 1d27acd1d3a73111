package dev.rudp.engine.physics;

/// What projectiles can hit besides the scene: upright capsules, by slot. The caller answers out of
/// whatever it has, such as a spatial index. Called on the thread that steps the projectiles.
public interface ProjectileTargets {
    /// Lists the slots that may be in a rectangle; more than are does no harm.
    ///
    /// @param slots receives them, as many as fit
    /// @return their number
    int near(int minX, int minY, int maxX, int maxY, int[] slots);

    /// {@return whether a projectile of this owner and kind may hit that slot}
    boolean isTarget(int owner, int kind, int slot);

    int x(int slot);

    int y(int slot);

    /// {@return its lowest point}
    int z(int slot);

    int radius(int slot);

    /// {@return its height, at least twice the radius}
    int height(int slot);
}
