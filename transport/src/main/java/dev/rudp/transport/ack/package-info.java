/// Packets that are numbered, acknowledged and, when too long for a datagram, fragmented: the wire
/// format of *reliable 1.0*, byte-compatible. Tells which packets arrived and which are lost (RFC
/// 9002 §6, adapted), and estimates RTT, jitter, loss and rates in O(1) per packet. Owner: the
/// shard thread. Sans-IO. May depend on `wire` and `buffer`.
@NullMarked
package dev.rudp.transport.ack;

import org.jspecify.annotations.NullMarked;
