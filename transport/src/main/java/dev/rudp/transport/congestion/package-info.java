/// How much may be on its way: a congestion window and a rate from what acks tell (delay, delivery,
/// loss), a pacer that spreads paced data over time, and the rate that the application is told.
/// Owner: the shard thread. Sans-IO. Depends on nothing.
@NullMarked
package dev.rudp.transport.congestion;

import org.jspecify.annotations.NullMarked;
