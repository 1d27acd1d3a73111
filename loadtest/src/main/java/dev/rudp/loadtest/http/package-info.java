/// The server's HTTP API as the load test uses it: connect tokens for bots, figures of the server's
/// window. Blocking calls; any thread (bots are granted their tokens by many virtual threads). May
/// depend on `measure`, the JDK's HTTP client and Jackson.
@NullMarked
package dev.rudp.loadtest.http;

import org.jspecify.annotations.NullMarked;
