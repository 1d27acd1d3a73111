/// The processes of a load test seen from outside: starting and ending the server as a child, and
/// sampling CPU, memory and socket drops of server, bots and machine from `/proc`. Where there is
/// no `/proc` a figure is NaN or comes from [ProcessHandle]; nothing is guessed. Owner: the thread
/// that runs the load test. May depend on nothing of ours.
@NullMarked
package dev.rudp.loadtest.process;

import org.jspecify.annotations.NullMarked;
