/// Which spatial index is the fastest, for which crowd? One thread. Depends on the engine.
@NullMarked
package dev.rudp.benchmarks.space;

import org.jspecify.annotations.NullMarked;
