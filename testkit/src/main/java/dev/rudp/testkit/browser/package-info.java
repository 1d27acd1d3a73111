/// A real browser for tests of pages: an installed Chromium, driven over the DevTools protocol.
/// Owner: the test's thread. May depend on the JDK only (and JUnit, to skip what cannot run).
@NullMarked
package dev.rudp.testkit.browser;

import org.jspecify.annotations.NullMarked;
