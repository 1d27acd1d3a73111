/// Datagrams in memory, between the protocol core and whoever carries them: a socket, or a virtual
/// network in a test. No I/O here. A batch belongs to one thread, the owner of the socket or
/// endpoint that fills it. May depend on nothing.
@NullMarked
package dev.rudp.transport.datagram;

import org.jspecify.annotations.NullMarked;
