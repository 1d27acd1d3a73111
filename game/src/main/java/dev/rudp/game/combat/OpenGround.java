package dev.rudp.game.combat;

import dev.rudp.game.movement.Kinematics;

/// A field with nothing on it.
///
/// @param width along x, in [dev.rudp.game.map.Distance] units
record OpenGround(int width, int depth) implements Terrain {
    private static final int MARGIN = 256;

    @Override
    public boolean sees(int fromX, int fromY, int fromZ, int toX, int toY, int toZ) {
        return true;
    }

    @Override
    public void slide(Kinematics bodies, int slot, int dx, int dy) {
        bodies.x[slot] = Math.clamp(bodies.x[slot] + dx, MARGIN, width - MARGIN);
        bodies.y[slot] = Math.clamp(bodies.y[slot] + dy, MARGIN, depth - MARGIN);
    }
}
