/// Thousands of players made of code, on one thread and one socket: real connections (every bot its
/// own address, keys, sequence and acks) that send at a fixed rate whatever the server does. The
/// swarm itself is sans-IO; [dev.rudp.loadtest.bot.SwarmThread] is the only I/O. Owner: the swarm
/// thread. May depend on `measure`, the game's bots, the engine's client side and the transport.
@NullMarked
package dev.rudp.loadtest.bot;

import org.jspecify.annotations.NullMarked;
