package dev.rudp.game.arena;

import dev.rudp.game.movement.Kinematics;

/// Puts one group of players after the other into another part of the world, all of a group
/// together: what a load test needs to see views replaced at once. A game server does without. Who
/// goes where depends on the seed and the tick alone. Owner: the world thread. Allocates nothing.
final class Regrouping {
    /// Each time one of so many groups goes; a player's group is its slot modulo this.
    static final int GROUPS = 16;

    private final SpawnPlaces places;
    private final int everyTicks;

    /// @param everyTicks ticks from one group to the next; 0: nobody ever goes
    Regrouping(SpawnPlaces places, int everyTicks) {
        if (everyTicks < 0) {
            throw new IllegalArgumentException("world.regroup-ticks=" + everyTicks + " < 0");
        }
        this.places = places;
        this.everyTicks = everyTicks;
    }

    /// Moves the group whose time has come, if any has.
    ///
    /// @param slots of the players, ascending, `count` of them
    void step(int tick, Kinematics bodies, int[] slots, int count) {
        if (everyTicks == 0 || tick % everyTicks != 0) {
            return;
        }
        int turn = tick / everyTicks;
        int area = places.area(turn);
        for (int i = 0; i < count; i++) {
            int slot = slots[i];
            if (slot % GROUPS == turn % GROUPS) {
                places.within(area, ((long) turn << 32) | slot);
                bodies.place(slot, places.x(), places.y(), 0, places.yaw());
            }
        }
    }
}
