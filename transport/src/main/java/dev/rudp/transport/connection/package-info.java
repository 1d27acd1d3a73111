/// One peer's reliability: composes packet acks, fragments and channels into payloads of the secure
/// connection, and takes them apart. Owner: the shard thread. Sans-IO: time comes in, bytes go in
/// and out. May depend on `wire`, `buffer`, `ack`, `channel` and `congestion`.
@NullMarked
package dev.rudp.transport.connection;

import org.jspecify.annotations.NullMarked;
