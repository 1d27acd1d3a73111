package dev.rudp.engine.frame;

import dev.rudp.engine.entity.EntitySlots;
import dev.rudp.engine.space.SpatialIndex;
import java.util.Arrays;

/// Writes one frame after the other into a ring. Owner: the world thread.
///
/// Per tick: [#begin(EntitySlots, long)], write values through [#state()] and input progress
/// through [#input(int, int, int)], then [#publish()].
public final class FrameWriter {
    private final FrameRing ring;
    private final StateWriter state;
    private final int stride;
    private final int fieldCount;
    private Frame frame;
    private Frame previous;

    public FrameWriter(FrameRing ring) {
        this.ring = ring;
        this.state = new StateWriter(ring.schema());
        this.stride = Frame.strideOf(ring.schema());
        this.fieldCount = ring.schema().fieldCount();
        this.frame = ring.newest();
        this.previous = frame;
    }

    /// Opens the frame of the next tick: the live slots as they are now, every value as it was.
    public void begin(EntitySlots slots, long scheduledNs) {
        previous = ring.newest();
        frame = ring.beginWrite(previous.tick + 1);
        frame.tick = previous.tick + 1;
        frame.scheduledNs = scheduledNs;
        System.arraycopy(previous.rows, 0, frame.rows, 0, frame.rows.length);
        System.arraycopy(previous.changedTick, 0, frame.changedTick, 0, frame.changedTick.length);
        for (int i = 0; i < frame.liveCount; i++) {
            frame.generation[frame.liveSlots[i]] = 0;
        }
        System.arraycopy(previous.scope, 0, frame.scope, 0, frame.scope.length);
        System.arraycopy(previous.owner, 0, frame.owner, 0, frame.owner.length);
        int count = 0;
        for (int slot = slots.nextLive(0); slot >= 0; slot = slots.nextLive(slot + 1)) {
            int generation = slots.generation(slot);
            frame.liveSlots[count++] = slot;
            frame.generation[slot] = (char) generation;
            frame.lastInputSequence[slot] = 0;
            frame.inputQueueDepth[slot] = 0;
            if (previous.generation[slot] != generation) {
                Arrays.fill(frame.rows, slot * stride, (slot + 1) * stride, 0);
                frame.scope[slot] = 0;
                frame.owner[slot] = 0;
            }
        }
        frame.liveCount = count;
        frame.endedTick = hasEnded() ? frame.tick : previous.endedTick;
        state.target(frame);
    }

    /// {@return where the values of the open frame are written}
    public StateWriter state() {
        return state;
    }

    /// Notes the progress of a player's inputs.
    public void input(int slot, int lastSequence, int queueDepth) {
        frame.lastInputSequence[slot] = lastSequence;
        frame.inputQueueDepth[slot] = (byte) queueDepth;
    }

    /// Finds what changed, builds the index, and hands the frame to the readers.
    public Frame publish() {
        SpatialIndex index = frame.index;
        index.clear();
        int scoped = 0;
        for (int i = 0; i < frame.liveCount; i++) {
            int slot = frame.liveSlots[i];
            if (previous.generation[slot] != frame.generation[slot] || differs(slot)) {
                frame.changedTick[slot] = frame.tick;
            }
            index.add(slot, frame.x(slot), frame.y(slot), frame.z(slot));
            if (frame.scope[slot] != 0) {
                frame.scopedSlots[scoped++] = slot;
            }
        }
        frame.scopedCount = scoped;
        index.build();
        ring.publish(frame.tick);
        return frame;
    }

    private boolean hasEnded() {
        for (int i = 0; i < previous.liveCount; i++) {
            int slot = previous.liveSlots[i];
            if (frame.generation[slot] != previous.generation[slot]) {
                return true;
            }
        }
        return false;
    }

    private boolean differs(int slot) {
        int from = slot * stride;
        for (int at = from; at < from + fieldCount; at++) {
            if (frame.rows[at] != previous.rows[at]) {
                return true;
            }
        }
        return false;
    }
}
