package dev.rudp.game.npc;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.movement.Kinematics;

/// Which parts of the world have players near, in cells of 64 m: NPCs elsewhere are asleep. Renewed
/// four times a second, O(players). Owner: the world thread. No allocation after construction.
final class Presence {
    private static final int CELL_SHIFT = 14;
    private static final int SIDE = 128;

    private final int[] stamp = new int[SIDE * SIDE];
    private int round;

    void refresh(Actors actors, Kinematics bodies, int radius) {
        round++;
        for (int slot = 0; slot < actors.capacity(); slot++) {
            if (actors.kind[slot] == Actors.PLAYER) {
                mark(bodies.x[slot], bodies.y[slot], radius);
            }
        }
    }

    private void mark(int x, int y, int radius) {
        int lastRow = cell(y + radius);
        int lastColumn = cell(x + radius);
        for (int row = cell(y - radius); row <= lastRow; row++) {
            for (int column = cell(x - radius); column <= lastColumn; column++) {
                stamp[row * SIDE + column] = round;
            }
        }
    }

    boolean isNear(int x, int y) {
        return stamp[cell(y) * SIDE + cell(x)] == round;
    }

    private static int cell(int at) {
        return Math.clamp(at >> CELL_SHIFT, 0, SIDE - 1);
    }
}
