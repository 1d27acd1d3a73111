/// The Java client: from a URL to the world in a few lines. [dev.rudp.client.GameClient] is the
/// shell with the HTTP call, the socket and the clock; everything below it is sans-IO. Owner: the
/// thread that calls it. May depend on all packages of this module, and on the game for what it
/// replicates.
@NullMarked
package dev.rudp.client;

import org.jspecify.annotations.NullMarked;
