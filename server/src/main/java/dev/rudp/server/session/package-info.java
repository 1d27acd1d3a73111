/// Sessions and the shard threads that own them. A [dev.rudp.server.session.Shard] is sans-IO:
/// datagrams and time go in, calls to its endpoint come out; a
/// [dev.rudp.server.session.ShardThread] gives it a socket and a clock. Each shard belongs to one
/// thread, reaches the world only through its `ShardPort` and the published frames, and shares
/// nothing with other shards. Depends on engine, transport and `monitor`.
@NullMarked
package dev.rudp.server.session;

import org.jspecify.annotations.NullMarked;
