/// When to tick: a drift-free schedule at a fixed rate. Sans-IO: time is a parameter. Depends on
/// nothing.
@NullMarked
package dev.rudp.engine.tick;

import org.jspecify.annotations.NullMarked;
