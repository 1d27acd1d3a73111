/// The reference game, as yet a thin one: players spread over a map, who run, jump and push each
/// other. It reaches the engine only through [dev.rudp.engine.simulation.Simulation], as a user's
/// own game would. Owner: the world thread. May depend on all other packages of this module.
@NullMarked
package dev.rudp.game.arena;

import org.jspecify.annotations.NullMarked;
