/// What a player can do in one tick, packed into the one `long` that the engine carries. No state,
/// no owner thread, no dependency. Every 64-bit value is a legal, bounded input.
@NullMarked
package dev.rudp.game.input;

import org.jspecify.annotations.NullMarked;
