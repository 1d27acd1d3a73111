/// What a load test found out, and whether that is good enough: figures as records, the targets of
/// docs/architecture.md, and the judge that compares the two. Pure data and pure functions, no I/O,
/// any thread. May depend on HdrHistogram only.
@NullMarked
package dev.rudp.loadtest.measure;

import org.jspecify.annotations.NullMarked;
