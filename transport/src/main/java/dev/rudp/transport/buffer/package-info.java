/// Byte arrays that many connections of one thread share, so that an idle connection holds none.
/// Owner: the shard thread. Depends on nothing.
@NullMarked
package dev.rudp.transport.buffer;

import org.jspecify.annotations.NullMarked;
