/// Buffs and debuffs: who bears what, how long, how often, and what they cannot do meanwhile. What
/// an effect *does* each time is carried out by `skill`. Owner: the world thread. May depend on
/// `content`, `actor`, `event`, `chance`.
@NullMarked
package dev.rudp.game.effect;

import org.jspecify.annotations.NullMarked;
