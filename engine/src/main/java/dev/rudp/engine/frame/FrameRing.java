package dev.rudp.engine.frame;

import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.engine.space.SpatialIndex;
import dev.rudp.engine.space.SpatialIndexConfig;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// The newest frames of a world. One writer, the world thread, through a [FrameWriter]; any number
/// of readers, which never block it. A frame stays as it is until the writer needs its place, a
/// ring's length later, so a reader works optimistically:
///
/// 1. take [#newest()], and older frames with [#at(int)];
/// 2. compute from them what is wanted, into memory of its own;
/// 3. ask [#holds(int)] for the oldest tick that it used; on false throw the result away.
///
/// That is a sequence lock (Boehm, "Can seqlocks get along with programming language memory
/// models?", 2012) over the whole ring: one comparison validates any number of frames.
public final class FrameRing {
    private static final VarHandle NEWEST;
    private static final VarHandle WRITING;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            NEWEST = lookup.findVarHandle(FrameRing.class, "newestTick", int.class);
            WRITING = lookup.findVarHandle(FrameRing.class, "writingTick", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Frame[] frames;
    private final int mask;
    private final ReplicatedSchema schema;
    private final int capacity;

    @SuppressWarnings("UnusedVariable") // written and read through the handles
    private int newestTick;

    @SuppressWarnings("UnusedVariable")
    private int writingTick;

    /// A ring with the default index.
    public FrameRing(ReplicatedSchema schema, int capacity, int length) {
        this(schema, capacity, length, SpatialIndexConfig.defaults());
    }

    /// @param capacity slots per frame
    /// @param length frames kept, a power of two in [8, 1024]
    /// @param space the index that every frame has
    public FrameRing(ReplicatedSchema schema, int capacity, int length, SpatialIndexConfig space) {
        if (length < 8 || length > 1024 || Integer.bitCount(length) != 1) {
            throw new IllegalArgumentException(
                    "frame.ring-length=" + length + " not a power of two in [8, 1024]");
        }
        this.schema = schema;
        this.capacity = capacity;
        this.frames = new Frame[length];
        this.mask = length - 1;
        SpatialIndex.Workspace work = new SpatialIndex.Workspace(capacity);
        double quantum = schema.field(schema.xField()).quantum();
        for (int i = 0; i < length; i++) {
            frames[i] = new Frame(schema, capacity, space.create(capacity, quantum, work));
        }
    }

    /// {@return the tick of the newest published frame, 0 before the first}
    public int newestTick() {
        return (int) NEWEST.getAcquire(this);
    }

    /// {@return the newest published frame; an empty one, of tick 0, before the first}
    public Frame newest() {
        return frames[newestTick() & mask];
    }

    /// {@return the place of a frame by tick; what is in it counts only if [#holds(int)] says so
    /// afterwards}
    public Frame at(int tick) {
        return frames[tick & mask];
    }

    /// {@return whether the published frame of `tick`, and all after it, are still as they were
    /// published; everything that the calling thread read from them before this call is then valid}
    public boolean holds(int tick) {
        VarHandle.acquireFence();
        int writing = (int) WRITING.getOpaque(this);
        return tick >= 0 && tick > writing - frames.length && tick <= newestTick();
    }

    /// {@return the number of frames kept}
    public int length() {
        return frames.length;
    }

    public ReplicatedSchema schema() {
        return schema;
    }

    /// {@return slots per frame}
    public int capacity() {
        return capacity;
    }

    /// Writer: {@return the place of `tick`, from now on invalid for readers of the tick that it
    /// held}
    Frame beginWrite(int tick) {
        assert tick == newestTick + 1 : "tick=" + tick + " after " + newestTick;
        WRITING.setOpaque(this, tick);
        VarHandle.releaseFence();
        return frames[tick & mask];
    }

    /// Writer: makes the frame of `tick` visible.
    void publish(int tick) {
        NEWEST.setRelease(this, tick);
    }
}
