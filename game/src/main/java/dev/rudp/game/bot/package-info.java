/// Players made of code: each tick a bot turns what a client would know into one input word. Used
/// by the demo and the load test. A bot belongs to the thread that thinks for it. May depend on
/// `input` and `map`.
@NullMarked
package dev.rudp.game.bot;

import org.jspecify.annotations.NullMarked;
