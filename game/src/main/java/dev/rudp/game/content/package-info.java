/// The game's content: what a pack declares, and a whole pack as one immutable snapshot. Names have
/// become dense numbers, seconds ticks, metres 1/256 m and points thousandths, so the rules read
/// arrays of ints. A reload makes another snapshot off the world thread, which takes it over
/// between two ticks. Owner: nobody, everything here is immutable. May depend on `declare` and
/// `map`.
@NullMarked
package dev.rudp.game.content;

import org.jspecify.annotations.NullMarked;
