/// Tests of the meters: single-threaded where it can be, with a writer thread where that is the
/// point.
@NullMarked
package dev.rudp.server.monitor;

import org.jspecify.annotations.NullMarked;
