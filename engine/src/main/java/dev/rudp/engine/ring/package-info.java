/// The bounded single-producer single-consumer ring through which threads hand each other numbers.
/// Depends on nothing.
@NullMarked
package dev.rudp.engine.ring;

import org.jspecify.annotations.NullMarked;
