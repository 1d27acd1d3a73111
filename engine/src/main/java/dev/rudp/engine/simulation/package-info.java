/// The world and its extension point: a game implements [dev.rudp.engine.simulation.Simulation], a
/// [dev.rudp.engine.simulation.World] runs it one tick at a time. Owner: the world thread; shards
/// reach it through [dev.rudp.engine.simulation.ShardPort]. Depends on schema, entity, ring, frame,
/// message and input.
@NullMarked
package dev.rudp.engine.simulation;

import org.jspecify.annotations.NullMarked;
