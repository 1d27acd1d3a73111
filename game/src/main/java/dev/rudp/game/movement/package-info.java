/// How a player moves: one deterministic step in integers, the same code on the server and in the
/// client's prediction. The step itself is immutable and may be shared; a
/// [dev.rudp.game.movement.Kinematics] and a [dev.rudp.game.movement.Separation] belong to one
/// thread (the world thread, or the client's). May depend on `map` and `input`.
@NullMarked
package dev.rudp.game.movement;

import org.jspecify.annotations.NullMarked;
