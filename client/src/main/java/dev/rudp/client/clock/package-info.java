/// A client's sense of time: when the next input is due, and which tick of the world to draw now.
/// Sans-IO; owner: the client's thread. Depends on nothing.
@NullMarked
package dev.rudp.client.clock;

import org.jspecify.annotations.NullMarked;
