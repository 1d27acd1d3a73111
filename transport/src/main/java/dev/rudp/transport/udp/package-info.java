/// UDP sockets: the only I/O of the transport. Two drivers behind one interface, Linux batched
/// system calls through the Foreign Function & Memory API, and portable NIO. A socket belongs to
/// one thread. May depend on `datagram` and `filter`.
@NullMarked
package dev.rudp.transport.udp;

import org.jspecify.annotations.NullMarked;
