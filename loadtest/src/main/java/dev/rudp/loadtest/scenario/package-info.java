/// What the players of a load test do, where they do it, and by which promises it is judged: one
/// class for each scenario. Pure; a scenario is immutable, a [dev.rudp.loadtest.scenario.Walker]
/// belongs to the swarm thread. May depend on `measure` and on the game's bots and maps.
@NullMarked
package dev.rudp.loadtest.scenario;

import org.jspecify.annotations.NullMarked;
