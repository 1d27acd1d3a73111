/// Players together: parties, chat, and the counters of tasks. Owner: the world thread. May depend
/// on `skill` for refusals, `actor`, `content`, `event`.
@NullMarked
package dev.rudp.game.social;

import org.jspecify.annotations.NullMarked;
