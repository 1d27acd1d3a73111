/// Seeds: every random choice of a test comes from one number, and a failure prints the line that
/// repeats exactly the failing case. Owner: the test's thread. May depend on the JDK only.
@NullMarked
package dev.rudp.testkit.seed;

import org.jspecify.annotations.NullMarked;
