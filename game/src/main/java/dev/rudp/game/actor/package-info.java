/// Who takes part: players and NPCs with their levels, stats and pools, by slot. Owner: the world
/// thread. May depend on `content`, `declare`, `chance`.
@NullMarked
package dev.rudp.game.actor;

import org.jspecify.annotations.NullMarked;
