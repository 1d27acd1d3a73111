/// What Jazzer drives, and the replay of its corpus: the messages that players and worlds send.
@NullMarked
package dev.rudp.engine.fuzz;

import org.jspecify.annotations.NullMarked;
