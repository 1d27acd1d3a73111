/// How long reliable messages take over a lossy path, ours beside KCP's: both in the same simulated
/// network, with the same seeds, in virtual time. Single-threaded. Uses `transport`, and the
/// virtual network of `testkit`.
@NullMarked
package dev.rudp.benchmarks.reliable;

import org.jspecify.annotations.NullMarked;
