/// What does the transport cost beside the kernel? Servers and load generators in processes of
/// their own, so that the system accounts their CPU apart; the parent commands them line by line
/// over their standard input. Each process works in one thread. Depends on the transport.
@NullMarked
package dev.rudp.benchmarks.datagram;

import org.jspecify.annotations.NullMarked;
