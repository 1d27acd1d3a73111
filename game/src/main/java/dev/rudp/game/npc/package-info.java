/// NPCs: where they come from and what they do, as a small state machine driven by content. They
/// say where they want to go as input words, as players do; whoever owns movement carries it out.
/// Owner: the world thread. May depend on `skill`, `item`, `combat`, `actor`, `content`, `event`,
/// `chance`, `input`, `movement`, and on the engine's entity slots.
@NullMarked
package dev.rudp.game.npc;

import org.jspecify.annotations.NullMarked;
