/// Endpoints: many peers behind one socket (server), or one (client). They run netcode's state
/// machines, look sessions up by raw address, keep all timers on one wheel, and compose one
/// [dev.rudp.transport.connection.Connection] per session. Sans-IO: datagrams and the time come in,
/// datagrams and events go out. Owner: the shard thread (server), the client's thread (client). May
/// depend on every other package of the transport but `udp`.
@NullMarked
package dev.rudp.transport.endpoint;

import org.jspecify.annotations.NullMarked;
