/// The recent past of a world: one immutable frame of quantised values per tick, in a ring. Written
/// by the world thread, read by every shard thread, without locks. Depends on schema, entity,
/// space.
@NullMarked
package dev.rudp.engine.frame;

import org.jspecify.annotations.NullMarked;
