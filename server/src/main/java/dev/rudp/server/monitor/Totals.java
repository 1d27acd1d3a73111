package dev.rudp.server.monitor;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/// Everything that only grows, at one instant. The figures of a window are the difference of two.
record Totals(
        long atNs,
        long ticks,
        long ticksSkipped,
        long ticksOverrun,
        long inputsStarved,
        long datagramsIn,
        long datagramsOut,
        long bytesIn,
        long bytesOut,
        long snapshots,
        long snapshotBytes,
        long entityUpdates,
        long entitiesWaited,
        long cpuNs,
        long allocatedBytes,
        long gcPauses,
        long gcPauseMs,
        Map<String, Long> threadCpuNs,
        Map<String, Long> drops) {

    static Totals of(ServerMeters meters, GcPauses gc, long nowNs) {
        WorldMeters world = meters.world();
        Map<String, Long> threadCpuNs = new TreeMap<>();
        long allocated = 0;
        for (ThreadMeter thread : meters.threads()) {
            threadCpuNs.put(thread.name(), thread.cpuNs());
            allocated += thread.allocatedBytes();
        }
        return new Totals(
                nowNs,
                world.tickCount(),
                world.skippedCount(),
                world.overrunCount(),
                world.starvedCount(),
                sum(meters.shards(), ShardMeters::datagramsIn),
                sum(meters.shards(), ShardMeters::datagramsOut),
                sum(meters.shards(), ShardMeters::bytesIn),
                sum(meters.shards(), ShardMeters::bytesOut),
                sum(meters.shards(), ShardMeters::snapshots),
                sum(meters.shards(), ShardMeters::snapshotBytes),
                sum(meters.shards(), ShardMeters::entityUpdates),
                sum(meters.shards(), ShardMeters::entitiesWaited),
                ProcessFigures.cpuNs(),
                allocated,
                gc.count(),
                gc.totalMs(),
                threadCpuNs,
                meters.drops());
    }

    static long sum(List<ShardMeters> shards, ToLongFunction<ShardMeters> counter) {
        return shards.stream().mapToLong(counter).sum();
    }

    /// {@return what `later` has more than `earlier`, for each key of `later`}
    static Map<String, Long> difference(Map<String, Long> later, Map<String, Long> earlier) {
        Map<String, Long> difference = new TreeMap<>();
        later.forEach((key, value) -> difference.put(key, value - earlier.getOrDefault(key, 0L)));
        return difference;
    }
}
