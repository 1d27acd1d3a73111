/// Items: every one an instance with an id, in a bag, worn, or on the ground; loot, shops and
/// trade. Nothing comes from nowhere or goes nowhere without a line in the ledger. Owner: the world
/// thread. May depend on `skill` for refusals, `actor`, `content`, `chance`.
@NullMarked
package dev.rudp.game.item;

import org.jspecify.annotations.NullMarked;
