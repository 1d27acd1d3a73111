/// Skills: who knows which, when they may be used, how they reach their targets, and the closed set
/// of things that they do. Also what effects do each time. Owner: the world thread. May depend on
/// `combat`, `effect`, `actor`, `content`, `event`, `chance`.
@NullMarked
package dev.rudp.game.skill;

import org.jspecify.annotations.NullMarked;
