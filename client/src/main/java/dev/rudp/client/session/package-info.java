/// One player's conversation with a world: connection, welcome, inputs up, snapshots down. Sans-IO:
/// datagrams and the time go in, datagrams, views and events come out. Owner: one thread, the
/// client's or, for bots, the swarm's. May depend on the transport and the engine.
@NullMarked
package dev.rudp.client.session;

import org.jspecify.annotations.NullMarked;
