/// What every benchmark is: a question, options, and an answer as a table and as JSON. Cold; any
/// thread. May depend on the load test's view of the machine.
@NullMarked
package dev.rudp.benchmarks.bench;

import org.jspecify.annotations.NullMarked;
