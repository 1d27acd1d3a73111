package dev.rudp.game.combat;

import dev.rudp.game.movement.Kinematics;

/// What combat asks of the ground: whether one place can be seen from another, and where somebody
/// who is thrown ends up. All in [dev.rudp.game.map.Distance] units.
public interface Terrain {
    /// {@return whether nothing solid lies between two places}
    boolean sees(int fromX, int fromY, int fromZ, int toX, int toY, int toZ);

    /// Moves a body by up to (`dx`, `dy`), as far as nothing solid is in the way.
    void slide(Kinematics bodies, int slot, int dx, int dy);

    /// {@return ground without walls that ends at its borders}
    static Terrain open(int width, int depth) {
        return new OpenGround(width, depth);
    }
}
