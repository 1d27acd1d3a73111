package dev.rudp.server.session;

import dev.rudp.engine.snapshot.SnapshotEncoder;
import dev.rudp.server.monitor.ShardMeters;

/// Tells the meters how old the information about entities in view was. The encoder counts which
/// age it had reached each time that it was renewed; information that reached an age of seven ticks
/// was one, two, ... seven ticks old before. Owner: the shard thread.
final class StalenessCount {
    private final long[] before = new long[SnapshotEncoder.AGES];

    /// Tells what came since the last call.
    void flush(SnapshotEncoder encoder, ShardMeters meters, long tickNs) {
        long atLeast = 0;
        for (int age = SnapshotEncoder.AGES - 1; age > 0; age--) {
            long reached = encoder.ageReached(age);
            atLeast += reached - before[age];
            before[age] = reached;
            if (atLeast > 0) {
                meters.staleness(age * tickNs, atLeast);
            }
        }
    }
}
