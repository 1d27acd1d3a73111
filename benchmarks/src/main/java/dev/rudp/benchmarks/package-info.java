/// The list of benchmarks, by name. The only place that sees all of them. Cold; any thread.
@NullMarked
package dev.rudp.benchmarks;

import org.jspecify.annotations.NullMarked;
