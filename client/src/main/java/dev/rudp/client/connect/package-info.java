/// The server's HTTP API as a player needs it: a name in, a connect token out. Thread-safe;
/// blocking. May depend on the JDK's HTTP client, Jackson and the transport's tokens.
@NullMarked
package dev.rudp.client.connect;

import org.jspecify.annotations.NullMarked;
