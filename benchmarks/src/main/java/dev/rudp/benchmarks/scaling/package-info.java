/// How cost grows: with the number of players at one density, and with the number of threads. In
/// one process, without sockets. Depends on the engine, the game and the load test's maps.
@NullMarked
package dev.rudp.benchmarks.scaling;

import org.jspecify.annotations.NullMarked;
