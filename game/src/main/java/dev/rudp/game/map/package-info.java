/// Maps: the file that a world is built from, its strict reader, and the static collision structure
/// made of it. A map is immutable after loading and may be shared by all threads. May depend on
/// Jackson; knows nothing of players.
@NullMarked
package dev.rudp.game.map;

import org.jspecify.annotations.NullMarked;
