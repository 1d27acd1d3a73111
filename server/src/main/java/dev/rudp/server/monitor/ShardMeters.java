package dev.rudp.server.monitor;

/// What one shard thread counts: its socket, its sessions, its snapshots. Written by that thread
/// alone, read by any.
public final class ShardMeters {
    private static final int DATAGRAMS_IN = 0;
    private static final int DATAGRAMS_OUT = 1;
    private static final int BYTES_IN = 2;
    private static final int BYTES_OUT = 3;
    private static final int CONNECTING = 4;
    private static final int CONNECTED = 5;
    private static final int MIGRATIONS = 6;
    private static final int PATH_PROBES = 7;
    private static final int FORWARDED = 8;

    private static final int SNAPSHOT_BYTES = 9;
    private static final int SNAPSHOTS = 10;
    private static final int ENTITY_UPDATES = 11;
    private static final int ENTITIES_WAITED = 12;
    private static final int FULL_STATE_MILLIBYTES = 13;
    private static final int QUALITY_STEP = 14;
    private static final int MILLI = 1_000;

    private final CounterCells cells = new CounterCells(15);
    private final ThreadMeter thread;
    private final Recorder snapshotAge = new Recorder();
    private final Recorder rtt = new Recorder();
    private final Recorder staleness = new Recorder();

    ShardMeters(int shard) {
        thread = new ThreadMeter("shard-" + shard);
    }

    /// The loop calls this once, from its own thread, before its first turn.
    public void started() {
        thread.bind(Thread.currentThread());
    }

    /// A batch came from the kernel; `bytes` counts UDP payloads.
    public void received(int datagrams, long bytes) {
        cells.add(DATAGRAMS_IN, datagrams);
        cells.add(BYTES_IN, bytes);
    }

    /// A batch was taken by the kernel; `bytes` counts UDP payloads.
    public void sent(int datagrams, long bytes) {
        cells.add(DATAGRAMS_OUT, datagrams);
        cells.add(BYTES_OUT, bytes);
    }

    /// One snapshot was handed to the kernel `ageNs` after the scheduled instant of its tick.
    public void snapshot(long ageNs) {
        snapshotAge.record(ageNs);
    }

    /// A session's smoothed round-trip time, sampled by the shard (about once per second each).
    public void rtt(long rttNs) {
        rtt.record(rttNs);
    }

    /// What was told so far: snapshots and their bytes, entities told of in them, and how often an
    /// entity had to wait because there was no room.
    public void replication(long snapshots, long bytes, long updates, long waited) {
        cells.set(SNAPSHOTS, snapshots);
        cells.set(SNAPSHOT_BYTES, bytes);
        cells.set(ENTITY_UPDATES, updates);
        cells.set(ENTITIES_WAITED, waited);
    }

    /// How much players are told now: 0 is everything, each step beyond it less.
    ///
    /// @param fullStateBytes of an entity whose name and values are packed plainly
    public void quality(int step, double fullStateBytes) {
        cells.set(QUALITY_STEP, step);
        cells.set(FULL_STATE_MILLIBYTES, (long) (fullStateBytes * MILLI));
    }

    /// So many times information about an entity in view was so old, counted once per tick.
    public void staleness(long ageNs, long times) {
        staleness.record(ageNs, times);
    }

    /// Sessions by state now: in the handshake or waiting for the world, and playing.
    public void sessions(int connecting, int connected) {
        cells.set(CONNECTING, connecting);
        cells.set(CONNECTED, connected);
    }

    /// What became of sessions' addresses, since the start: sessions that moved, addresses that
    /// were challenged, datagrams handed to other shards.
    public void paths(long migrations, long probes, long forwarded) {
        cells.set(MIGRATIONS, migrations);
        cells.set(PATH_PROBES, probes);
        cells.set(FORWARDED, forwarded);
    }

    long snapshots() {
        return cells.value(SNAPSHOTS);
    }

    long snapshotBytes() {
        return cells.value(SNAPSHOT_BYTES);
    }

    long entityUpdates() {
        return cells.value(ENTITY_UPDATES);
    }

    long entitiesWaited() {
        return cells.value(ENTITIES_WAITED);
    }

    long qualityStep() {
        return cells.value(QUALITY_STEP);
    }

    double fullStateBytes() {
        return cells.value(FULL_STATE_MILLIBYTES) / (double) MILLI;
    }

    Recorder stalenessRecorder() {
        return staleness;
    }

    long migrations() {
        return cells.value(MIGRATIONS);
    }

    long pathProbes() {
        return cells.value(PATH_PROBES);
    }

    long forwarded() {
        return cells.value(FORWARDED);
    }

    long datagramsIn() {
        return cells.value(DATAGRAMS_IN);
    }

    long datagramsOut() {
        return cells.value(DATAGRAMS_OUT);
    }

    long bytesIn() {
        return cells.value(BYTES_IN);
    }

    long bytesOut() {
        return cells.value(BYTES_OUT);
    }

    long connecting() {
        return cells.value(CONNECTING);
    }

    long connected() {
        return cells.value(CONNECTED);
    }

    Recorder snapshotAgeRecorder() {
        return snapshotAge;
    }

    Recorder rttRecorder() {
        return rtt;
    }

    ThreadMeter thread() {
        return thread;
    }
}
