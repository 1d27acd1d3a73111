package dev.rudp.server.dashboard;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Pictures of the world as JSON. However many pages look, a picture is painted at most ten times a
/// second: all of them share it. Thread-safe; the lock is held for the time of one painting.
public final class PictureFeed {
    static final long FRESH_NS = 100_000_000L;
    private static final int ATTEMPTS = 3;

    private final WorldView view;
    private final LongSupplier clockNs;
    private final WorldPicture picture = new WorldPicture();
    private byte @Nullable [] last;
    private long paintedNs;

    public PictureFeed(WorldView view) {
        this(view, System::nanoTime);
    }

    PictureFeed(WorldView view, LongSupplier clockNs) {
        this.view = view;
        this.clockNs = clockNs;
    }

    /// {@return the newest picture; the bytes must not be changed} Empty before the first tick.
    public synchronized Optional<byte[]> json() {
        long nowNs = clockNs.getAsLong();
        if (last == null || nowNs - paintedNs >= FRESH_NS) {
            paint(nowNs);
        }
        return Optional.ofNullable(last);
    }

    /// A frame that was overwritten meanwhile is tried again; if that goes on, the machine is too
    /// busy to draw, and the last picture does.
    private void paint(long nowNs) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            picture.clear();
            if (view.paint(picture)) {
                last = picture.json(view.tickHz());
                paintedNs = nowNs;
                return;
            }
        }
    }
}
