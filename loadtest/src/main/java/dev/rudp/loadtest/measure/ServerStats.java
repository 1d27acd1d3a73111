package dev.rudp.loadtest.measure;

/// The server's own figures since its window was last reset, as `GET /v1/stats` tells them. A
/// figure that the server does not tell is NaN.
///
/// @param tickMsMean the world thread's work for one tick
/// @param snapshotAgeMsP50 from the scheduled instant of a snapshot's tick to its hand-over to the
///   kernel
/// @param cpuSeconds user and system time that the server process used in the window
/// @param cpuRatio the same as a share of the server's machine, 1.0 = all its cores
/// @param gcPauseMsMax as the JVM tells it, in whole milliseconds
public record ServerStats(
        double windowSeconds,
        double sessions,
        double tickCount,
        double ticksSkipped,
        double tickMsMean,
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
        double allocatedBytesPerTick,
        double gcPauseMsMax,
        Replication replication) {

    /// A server that tells nothing.
    public static final ServerStats UNKNOWN = unknown();

    /// What the snapshots had in them.
    ///
    /// @param bytesPerEntityUpdate one entity's changes in one snapshot, mean
    /// @param fullStateBytesPerEntityUpdate what the same would have taken without deltas
    /// @param stalenessMsP99 how old the newest values were that a player had been sent of an
    ///   entity in its sight
    public record Replication(
            double bytesPerEntityUpdate,
            double fullStateBytesPerEntityUpdate,
            double stalenessMsP99,
            double stalenessMsMax) {
        /// The server does not tell.
        public static final Replication UNKNOWN =
                new Replication(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    private static ServerStats unknown() {
        double n = Double.NaN;
        return new ServerStats(
                n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, Replication.UNKNOWN);
    }

    /// {@return the longest tick as a multiple of the mean one}
    public double tickMaxToMean() {
        return tickMsMax / tickMsMean;
    }
}
