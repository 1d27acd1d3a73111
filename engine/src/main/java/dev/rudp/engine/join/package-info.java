/// What a world and a player who joins it agree on: their channels, and the world's first message.
/// Depends on message.
@NullMarked
package dev.rudp.engine.join;

import org.jspecify.annotations.NullMarked;
