/// What happened in a tick: one bounded list of primitive rows, in the order in which it happened.
/// Sessions turn rows into messages for those concerned; the rules themselves read it to count
/// tasks. Owner: the world thread. No dependency but the JDK.
@NullMarked
package dev.rudp.game.event;

import org.jspecify.annotations.NullMarked;
