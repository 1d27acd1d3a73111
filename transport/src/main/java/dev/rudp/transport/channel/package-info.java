/// Channels: independent streams of messages inside the packets of one connection, each with its
/// own promise of delivery. Also the framing of messages in a packet (docs/protocol.md §3). Owner:
/// the shard thread. Sans-IO. May depend on `wire`, `buffer` and `ack` (sequence arithmetic, and
/// the packet in the making).
@NullMarked
package dev.rudp.transport.channel;

import org.jspecify.annotations.NullMarked;
