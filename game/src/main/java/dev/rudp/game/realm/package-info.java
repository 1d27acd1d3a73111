/// The rules of the game as one whole: a world of actors that advances by ticks from its state, the
/// commands of players and a seed. Whoever hosts it owns movement and the wire. Owner: the world
/// thread. May depend on all other packages of the rules.
@NullMarked
package dev.rudp.game.realm;

import org.jspecify.annotations.NullMarked;
