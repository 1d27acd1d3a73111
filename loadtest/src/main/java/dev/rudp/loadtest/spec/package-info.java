/// The protocol a second time, written from docs/protocol.md alone: clear rather than fast, and
/// without a line of `transport`, so that a mistake in either, or in the text, shows where the two
/// disagree. Reads every published vector; [dev.rudp.loadtest.conformance] speaks through it.
/// Values and buffers only, used by one thread; may depend on nothing but the JDK.
@NullMarked
package dev.rudp.loadtest.spec;

import org.jspecify.annotations.NullMarked;
