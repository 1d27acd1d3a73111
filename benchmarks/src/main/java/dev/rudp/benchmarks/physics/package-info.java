/// What questions about solid things cost. Cold around a hot loop; one thread.
@NullMarked
package dev.rudp.benchmarks.physics;

import org.jspecify.annotations.NullMarked;
