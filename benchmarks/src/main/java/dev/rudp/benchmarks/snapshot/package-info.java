/// What does it cost to tell each player what it sees? One thread. Depends on the engine.
@NullMarked
package dev.rudp.benchmarks.snapshot;

import org.jspecify.annotations.NullMarked;
