package dev.rudp.loadtest.measure;

/// The server's own figures since its window was last reset, as `GET /v1/stats` tells them. A
/// figure that the server does not tell is NaN.
///
/// @param tickMsP50 the world thread's work for one tick
/// @param snapshotAgeMsP50 from the scheduled instant of a snapshot's tick to its hand-over to the
///   kernel
/// @param cpuSeconds user and system time that the server process used in the window
/// @param cpuRatio the same as a share of the server's machine, 1.0 = all its cores
public record ServerStats(
        double windowSeconds,
        double sessions,
        double tickCount,
        double ticksSkipped,
        double tickMsP50,
        double tickMsP99,
        double tickMsMax,
        double snapshotAgeMsP50,
        double snapshotAgeMsP99,
        double datagramsIn,
        double datagramsOut,
        double cpuSeconds,
        double cpuRatio,
        double rssMb,
        double allocatedBytesPerTick) {}
