/// Chance without state, and digests of state. A throw of the dice is a hash of what it is for, so
/// nothing depends on how many throws came before it. No owner, no dependency.
@NullMarked
package dev.rudp.game.chance;

import org.jspecify.annotations.NullMarked;
