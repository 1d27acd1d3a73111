/// The first message of a world to a player who joined. Depends on nothing of the engine.
@NullMarked
package dev.rudp.engine.join;

import org.jspecify.annotations.NullMarked;
