package dev.rudp.server.monitor;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The figures of one window of time, as `GET /v1/stats` gives them; docs/metrics.md says what each
/// means. Figures that nothing was recorded for are 0.
///
/// @param windowSeconds length of the window
/// @param cores what the server may use of the machine
/// @param udpDriver the UDP driver in use
/// @param cipher the packet cipher in use
/// @param tickCount ticks of the world in the window
/// @param tickHz ticks per second in the window
/// @param tickMsMean work of the world thread on one tick
/// @param snapshotAgeMsP50 from a tick's scheduled instant to the hand-over of a snapshot of it
/// @param entityUpdates entities told of in snapshots
/// @param bytesPerEntityUpdate bytes of snapshots, headers and all, by entities told of
/// @param fullStateBytesPerEntityUpdate the same if each were told whole, plainly packed
/// @param stalenessMsP99 age of what players were told of entities in view, at any tick
/// @param entitiesWaited how often an entity had to wait because a snapshot was full
/// @param qualityStep how much players are told now; 0 is everything
/// @param rttMsP50 round-trip times of sessions as the transport estimates them
/// @param sessions players in the world now
/// @param sessionsConnecting sessions on their way into the world now
/// @param entities live entities now
/// @param cpuSeconds CPU time of the whole process in the window
/// @param cpuRatio the same as a share of the whole machine, 1.0 = all cores
/// @param threadCpuSeconds CPU time in the window by owner thread
/// @param rssMb resident memory now, in MiB; null where the system does not tell
/// @param allocatedBytesPerTick bytes allocated by the world and shard threads per tick
/// @param drops datagrams and messages dropped in the window, by reason
public record ServerStats(
        double windowSeconds,
        int cores,
        String udpDriver,
        String cipher,
        long tickCount,
        double tickHz,
        double tickMsMean,
        double tickMsP50,
        double tickMsP99,
        double tickMsMax,
        long ticksSkipped,
        long ticksOverrun,
        long snapshots,
        double snapshotAgeMsP50,
        double snapshotAgeMsP99,
        double snapshotAgeMsMax,
        long entityUpdates,
        double bytesPerEntityUpdate,
        double fullStateBytesPerEntityUpdate,
        double stalenessMsP99,
        double stalenessMsMax,
        long entitiesWaited,
        long qualityStep,
        double rttMsP50,
        double rttMsP99,
        long datagramsIn,
        long datagramsOut,
        long bytesIn,
        long bytesOut,
        long inputsStarved,
        long sessions,
        long sessionsConnecting,
        long entities,
        double cpuSeconds,
        double cpuRatio,
        Map<String, Double> threadCpuSeconds,
        @Nullable Double rssMb,
        double heapUsedMb,
        double allocatedBytesPerTick,
        long gcPauses,
        double gcPauseMsTotal,
        double gcPauseMsMax,
        Map<String, Long> drops) {}
