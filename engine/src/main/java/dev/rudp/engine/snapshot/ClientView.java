package dev.rudp.engine.snapshot;

import java.util.Arrays;

/// What the server knows about what one client holds: for each of the last 64 snapshots sent to it
/// the view after decoding it, and which of them the client says it has decoded. A view is a list
/// of (slot, generation, age), sorted by slot: the client shows that entity with the values of the
/// frame `age` ticks before the view's. Owner: the session's shard thread. No allocation after
/// construction; 20 kB at 64 visible entities.
public final class ClientView {
    /// Views remembered; a power of two.
    static final int HISTORY = 64;

    /// The oldest baseline, and the oldest values, that a snapshot may build on, in ticks. Below
    /// the 64 frames of the ring by the slack that a slow shard thread may need while it reads.
    static final int MAX_AGE = 60;

    private static final int CACHE_LINE_INTS = 16;
    private static final int AGED = 1 << 16;
    private static final int HEAD = 2;

    final int maxVisible;

    /// One record per remembered view: its tick, its size, then its entities as `slot << 16 |
    /// generation`. One contiguous record, because two thousand of these objects do not fit any
    /// cache: what is read and written per snapshot should be few lines.
    final int[] records;

    /// Per entity of a view the age of its values; neither written nor read unless the view is
    /// aged.
    final byte[] ages;

    /// Entities that did not fit, by slot, with the priority that they have gathered since.
    final char[] waitingSlots;

    final int[] waitingPriority;
    int waitingCount;

    private int sentTick;
    private int decodedTick;
    private boolean checksumWanted;
    private long unknownDecoded;

    /// @param maxVisible the most entities in a view
    public ClientView(int maxVisible) {
        this.maxVisible = maxVisible;
        this.records = new int[HISTORY * (HEAD + maxVisible)];
        this.ages = new byte[HISTORY * maxVisible];
        this.waitingSlots = new char[maxVisible];
        this.waitingPriority = new int[maxVisible];
    }

    /// Starts over for another client, which holds nothing.
    public void reset() {
        Arrays.fill(records, 0);
        sentTick = 0;
        decodedTick = 0;
        waitingCount = 0;
        checksumWanted = false;
        unknownDecoded = 0;
    }

    /// Takes the client's word for the newest snapshot that it decoded. 0 means that it holds
    /// nothing (any more): the next snapshot will be a full one. What was never sent, or is
    /// forgotten, is ignored and counted.
    public void onDecoded(int tick) {
        if (tick == 0) {
            decodedTick = 0;
        } else if (tick > decodedTick) {
            if (isKnown(tick)) {
                decodedTick = tick;
            } else {
                unknownDecoded++;
            }
        }
    }

    /// Says whether the next snapshots shall carry a checksum.
    public void checksumWanted(boolean wanted) {
        checksumWanted = wanted;
    }

    public boolean isChecksumWanted() {
        return checksumWanted;
    }

    /// {@return the tick of the newest snapshot sent, 0 before the first}
    public int sentTick() {
        return sentTick;
    }

    /// {@return the tick of the newest snapshot that the client says it decoded, 0 for none}
    public int decodedTick() {
        return decodedTick;
    }

    /// {@return claims of snapshots that are not known}
    public long unknownDecoded() {
        return unknownDecoded;
    }

    /// Reads ahead the records that the snapshot of `tick` will read and write. {@return a number
    /// without meaning, which must be used}
    public int touch(int tick) {
        return touchRecord(decodedTick) + touchRecord(tick);
    }

    private int touchRecord(int tick) {
        int first = start(tick) - HEAD;
        int sum = 0;
        for (int at = first; at < first + HEAD + maxVisible; at += CACHE_LINE_INTS) {
            sum += records[at];
        }
        return sum;
    }

    /// {@return the tick of the view on which a snapshot of `tick` can build, 0 for none}
    int baselineTick(int tick, int maxAge) {
        return decodedTick > 0 && tick - decodedTick <= maxAge && isKnown(decodedTick)
                ? decodedTick
                : 0;
    }

    boolean isKnown(int tick) {
        return tick > 0 && records[start(tick) - HEAD] == tick;
    }

    /// {@return where the entities of the view of `tick` begin in [#records]}
    int start(int tick) {
        return (tick & (HISTORY - 1)) * (HEAD + maxVisible) + HEAD;
    }

    /// {@return where the view of `tick` begins in [#ages]}
    int agesStart(int tick) {
        return (tick & (HISTORY - 1)) * maxVisible;
    }

    int count(int tick) {
        return isKnown(tick) ? records[start(tick) - 1] & 0xFFFF : 0;
    }

    /// {@return whether some values in the view of `tick` are older than it}
    boolean isAged(int tick) {
        return isKnown(tick) && (records[start(tick) - 1] & AGED) != 0;
    }

    /// {@return the age of the values of the i-th entity in the view of `tick`}
    int age(int tick, int i) {
        return isAged(tick) ? ages[agesStart(tick) + i] : 0;
    }

    /// The view of `tick` is about to be written.
    void open(int tick) {
        records[start(tick) - HEAD] = 0;
    }

    /// The view of `tick` was written and its snapshot is sent.
    void commit(int tick, int count, boolean aged) {
        records[start(tick) - HEAD] = tick;
        records[start(tick) - 1] = count | (aged ? AGED : 0);
        sentTick = tick;
    }
}
