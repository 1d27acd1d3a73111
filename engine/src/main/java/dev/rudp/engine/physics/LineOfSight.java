package dev.rudp.engine.physics;

/// Answers whether one point sees another. One thread per object.
@FunctionalInterface
public interface LineOfSight {
    /// {@return whether nothing solid is between the points, in steps}; both lie in the world, and
    /// a shape that one of them is inside does not count
    boolean sees(int fromX, int fromY, int fromZ, int toX, int toY, int toZ);
}
