/// What Jazzer drives, and the replay of its corpus: every parser of hostile bytes, and sequences
/// of operations.
@NullMarked
package dev.rudp.transport.fuzz;

import org.jspecify.annotations.NullMarked;
