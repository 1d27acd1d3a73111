/// The way into the world: identifies the player, asks whether there is room, and hands out a
/// connect token for the game's UDP address. Cold and thread-safe; called by HTTP threads. Depends
/// on `identity` and on the transport's tokens.
@NullMarked
package dev.rudp.server.connect;

import org.jspecify.annotations.NullMarked;
