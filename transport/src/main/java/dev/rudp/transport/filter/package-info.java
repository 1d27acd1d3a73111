/// Programs of classic BPF, the packet filter that Linux runs for a socket before a datagram takes
/// room in its receive buffer. Only the language: what to let through is said in `netcode`, and
/// `udp` hands the program to the kernel. Owner: anybody; programs are immutable. Depends on
/// nothing.
@NullMarked
package dev.rudp.transport.filter;

import org.jspecify.annotations.NullMarked;
