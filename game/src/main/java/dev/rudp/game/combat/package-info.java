/// Who can be hit and how hard: finding targets, hostility, the damage formula, threat and death.
/// Owner: the world thread. May depend on `actor`, `effect`, `content`, `event`, `chance`, and on
/// `movement` for where bodies are.
@NullMarked
package dev.rudp.game.combat;

import org.jspecify.annotations.NullMarked;
