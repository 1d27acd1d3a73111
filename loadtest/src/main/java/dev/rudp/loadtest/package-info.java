/// The load test: [dev.rudp.loadtest.LoadTest] starts a server in a process of its own, lets
/// thousands of bots play on it at a fixed rate, and says whether the targets of
/// docs/architecture.md were kept. This package wires the others together. Owner: the thread that
/// calls it. May depend on every other package of this module; none depends on it.
@NullMarked
package dev.rudp.loadtest;

import org.jspecify.annotations.NullMarked;
