/// Would the Vector API pay? The engine's loops twice, plain and with `jdk.incubator.vector`, which
/// only the process that this benchmark starts resolves. Depends on nothing but the harness.
@NullMarked
package dev.rudp.benchmarks.simd;

import org.jspecify.annotations.NullMarked;
