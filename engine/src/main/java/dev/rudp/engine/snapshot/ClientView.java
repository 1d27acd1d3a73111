package dev.rudp.engine.snapshot;

import dev.rudp.engine.interest.InterestSet;
import java.util.Arrays;

/// What the server knows about what one client holds. Not the values, those are in the frames: for
/// each place of the client's [InterestSet] the tick of the newest update of it that the client
/// says it decoded, and for each of the last 64 snapshots which places it updated. When the client
/// says which snapshots it decoded, the updates in them become what it holds, and those in the
/// others are sent again. Owner: the session's shard thread. No allocation after construction; 2 kB
/// at 64 places.
public final class ClientView {
    /// Snapshots remembered; a power of two.
    static final int HISTORY = 64;

    /// The oldest baseline, and the oldest values, that a snapshot may build on, in ticks. Below
    /// the 64 frames of the ring by the slack that a slow shard thread may need while it reads.
    static final int MAX_AGE = 60;

    /// For how many ticks before the newest one a client says which snapshots it decoded.
    static final int REPORTED = 32;

    final int places;
    final int words;

    /// Per place the lower 16 bits of the tick whose values the client holds, if it is in [#held].
    final char[] knownTick;

    /// Per place the lower 16 bits of the tick at which the client's information was last good:
    /// sent then, or found to be as it is.
    final char[] goodTick;

    /// Per place the lower 16 bits of the first snapshot without the entity that was there, if it
    /// is in [#leaving].
    final char[] leftTick;

    /// Places whose present entity the client holds.
    final long[] held;

    /// Places whose present entity should be sent at once: new, lost, or left out.
    final long[] retry;

    /// Places where the client may hold an entity that is there no more.
    final long[] leaving;

    /// A record per snapshot remembered: its tick, then the places that it updated.
    private final long[] sent;

    private int sentTick;
    private int decodedTick;
    private int resetTick;
    private boolean resetDue = true;
    private boolean checksumWanted;
    private long unknownDecoded;
    private long lostUpdates;
    private long resets;

    /// @param places as many as the interest set has
    public ClientView(int places) {
        this.places = places;
        this.words = (places + 63) >>> 6;
        this.knownTick = new char[places];
        this.goodTick = new char[places];
        this.leftTick = new char[places];
        this.held = new long[words];
        this.retry = new long[words];
        this.leaving = new long[words];
        this.sent = new long[HISTORY * (1 + words)];
    }

    /// Starts over for another client, which holds nothing.
    public void reset() {
        sentTick = 0;
        checksumWanted = false;
        unknownDecoded = 0;
        lostUpdates = 0;
        resets = 0;
        forgetAll();
    }

    /// Takes the client's word for what it decoded. 0 means that it holds nothing (any more): the
    /// next snapshots will build on nothing. What was never sent, or is forgotten, is ignored and
    /// counted.
    ///
    /// @param tick the newest snapshot that it decoded
    /// @param missing bit k is set when it did not decode the snapshot of tick - 1 - k
    public void onDecoded(int tick, int missing) {
        if (tick == 0) {
            if (decodedTick != 0) {
                forgetAll();
            }
        } else if (tick > decodedTick) {
            if (tick >= resetTick && isSent(tick)) {
                take(tick, missing);
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

    /// {@return updates of entities that were lost on their way}
    public long lostUpdates() {
        return lostUpdates;
    }

    /// {@return how often all was forgotten because client or time asked for it}
    public long resets() {
        return resets;
    }

    /// Reads ahead what the snapshot of `tick` will read and write. {@return a number without
    /// meaning, which must be used}
    public long touch(int tick) {
        return sent[record(tick)] + knownTick[0] + goodTick[0] + held[0] + retry[0] + leaving[0];
    }

    /// Makes ready for the snapshot of `tick`: takes note of the places that changed hands.
    /// {@return the tick of the snapshot that it builds on, 0 for none}
    int begin(int tick, InterestSet visible) {
        if (!resetDue && tick - (decodedTick == 0 ? resetTick : decodedTick) > MAX_AGE) {
            forgetAll();
        }
        if (resetDue) {
            resetDue = false;
            resetTick = tick;
            visible.clearTurned();
            for (int word = 0; word < words; word++) {
                retry[word] = visible.bits()[word];
            }
            Arrays.fill(goodTick, (char) tick);
        } else if (visible.isAnyTurned()) {
            for (int word = 0; word < words; word++) {
                long turned = visible.bits()[InterestSet.TURNED * words + word];
                for (long rest = turned; rest != 0; rest &= rest - 1) {
                    turn((word << 6) + Long.numberOfTrailingZeros(rest), tick, visible);
                }
            }
            visible.clearTurned();
        }
        return decodedTick;
    }

    /// The entity at a place is another from the snapshot of `tick` on, or has to be told as if it
    /// were.
    void turn(int place, int tick, InterestSet visible) {
        int word = place >>> 6;
        long bit = 1L << place;
        boolean mayBeHeld = (held[word] & bit) != 0;
        for (int record = 0; record < sent.length; record += 1 + words) {
            mayBeHeld |= (sent[record + 1 + word] & bit) != 0;
            sent[record + 1 + word] &= ~bit;
        }
        if (mayBeHeld) {
            leaving[word] |= bit;
            leftTick[place] = (char) tick;
        }
        held[word] &= ~bit;
        retry[word] &= ~bit;
        if (visible.isTaken(place)) {
            retry[word] |= bit;
            goodTick[place] = (char) tick;
        }
    }

    /// The snapshot of `tick` is sent; `updated` says of which places it tells.
    void commit(int tick, long[] updated) {
        int record = record(tick);
        sent[record] = tick;
        for (int word = 0; word < words; word++) {
            sent[record + 1 + word] = updated[word];
        }
        sentTick = tick;
    }

    /// {@return the places that the snapshot of `tick` updated, as far as they have not changed
    /// hands since and it is not settled}
    long updated(int tick, int word) {
        return isSent(tick) ? sent[record(tick) + 1 + word] : 0;
    }

    /// {@return ticks since the first snapshot that counts, for one that builds on nothing}
    int sinceReset(int tick) {
        return tick - resetTick;
    }

    boolean isHeld(int place) {
        return (held[place >>> 6] >>> place & 1) != 0;
    }

    /// {@return the age at `tick` of the values that the client holds of a place}
    int knownAge(int place, int tick) {
        return (char) (tick - knownTick[place]);
    }

    /// {@return whether that snapshot was sent and is remembered}
    boolean isSent(int tick) {
        return tick > 0 && sent[record(tick)] == tick;
    }

    private void take(int tick, int missing) {
        int before = Math.max(decodedTick, resetTick - 1);
        for (int t = before + 1; t < tick - REPORTED; t++) {
            if (isSent(t)) {
                // Whether it was decoded will never be known.
                forgetAll();
                return;
            }
        }
        int first = Math.max(before + 1, tick - REPORTED);
        for (int word = 0; word < words; word++) {
            settle(word, first, tick, missing);
        }
        decodedTick = tick;
        for (int word = 0; word < words; word++) {
            for (long rest = leaving[word]; rest != 0; rest &= rest - 1) {
                int place = (word << 6) + Long.numberOfTrailingZeros(rest);
                if ((short) (tick - leftTick[place]) >= 0) {
                    leaving[word] &= ~(1L << place);
                }
            }
        }
    }

    /// Takes the updates of the snapshots from `first` to `last` as held or lost.
    private void settle(int word, int first, int last, int missing) {
        long lost = 0;
        for (int t = first; t <= last; t++) {
            if (!isSent(t)) {
                continue;
            }
            long updated = sent[record(t) + 1 + word];
            if (t == last || (missing >>> (last - 1 - t) & 1) == 0) {
                lost &= ~updated;
                held[word] |= updated;
                for (long rest = updated; rest != 0; rest &= rest - 1) {
                    knownTick[(word << 6) + Long.numberOfTrailingZeros(rest)] = (char) t;
                }
            } else {
                lost |= updated;
                lostUpdates += Long.bitCount(updated);
            }
        }
        if (lost != 0) {
            // What is on its way again need not be sent once more.
            for (int t = last + 1; t <= sentTick; t++) {
                lost &= isSent(t) ? ~sent[record(t) + 1 + word] : ~0L;
            }
            retry[word] |= lost;
        }
    }

    private void forgetAll() {
        Arrays.fill(sent, 0);
        Arrays.fill(held, 0);
        Arrays.fill(retry, 0);
        Arrays.fill(leaving, 0);
        decodedTick = 0;
        resetDue = true;
        resets++;
    }

    private static int wrap(int tick) {
        return tick & (HISTORY - 1);
    }

    private int record(int tick) {
        return wrap(tick) * (1 + words);
    }
}
