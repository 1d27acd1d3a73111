package dev.rudp.engine.simulation;

import dev.rudp.engine.entity.EntitySlots;
import dev.rudp.engine.frame.StateWriter;
import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.engine.space.SpatialIndexConfig;

/// What a game implements. A [World] calls it on the world thread only, in this order per tick:
/// [#despawnPlayer(int)] and [#spawnPlayer(int, long)] for who left and joined, [#command] for each
/// command, [#step(StepContext)] once, [#writeState(StateWriter, EntitySlots)] once.
///
/// A tick must be a function of the state, the inputs and whatever seed the game was made with: no
/// clock, no unordered collection, no `Math.sin` (use `StrictMath`). It should not allocate.
public interface Simulation {
    /// {@return what the game replicates: the same each time}
    ReplicatedSchema schema();

    /// {@return the spatial index of the world's frames}: the game knows how far its players see,
    /// and whether its world is flat
    default SpatialIndexConfig space() {
        return SpatialIndexConfig.defaults();
    }

    /// Called once, before the first tick. A game with entities of its own (NPCs, projectiles)
    /// keeps `slots` and allocates and frees in [#step(StepContext)]; it must not free a player's
    /// slot.
    default void begin(EntitySlots slots) {}

    /// A player's entity begins: put it somewhere.
    ///
    /// @param slot live from now on
    /// @param clientId who plays it
    void spawnPlayer(int slot, long clientId);

    /// A player's entity ends; its slot is free after the call.
    void despawnPlayer(int slot);

    /// A player asks for something that is no matter of every tick: cast, trade, say. The commands
    /// of a tick come ordered by slot, those of one player as given. They were sent by a client:
    /// trust nothing. Answers go through [StepContext#messages].
    ///
    /// @param context of the tick that is being made
    /// @param slot a live player's
    /// @param bytes read-only, valid during the call
    /// @param length 1..[dev.rudp.engine.message.Messages#MAX_BYTES]
    /// @return false when it makes no sense: it is counted, and nothing may have changed
    default boolean command(StepContext context, int slot, byte[] bytes, int offset, int length) {
        return false;
    }

    /// Advances everything by one tick.
    void step(StepContext context);

    /// Writes every replicated value of every live entity; see [StateWriter] for what is not
    /// written.
    void writeState(StateWriter out, EntitySlots slots);

    /// {@return a hash of all state that later ticks depend on}: how tests, replays and rollback
    /// prove that two runs are the same run
    long stateHash();
}
