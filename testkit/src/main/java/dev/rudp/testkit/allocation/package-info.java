/// Measuring what a piece of code allocates, so that "allocates nothing" is a test. Owner: the
/// test's thread. May depend on the JDK only (HotSpot's `com.sun.management`).
@NullMarked
package dev.rudp.testkit.allocation;

import org.jspecify.annotations.NullMarked;
