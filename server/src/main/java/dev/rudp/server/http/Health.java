package dev.rudp.server.http;

import dev.rudp.server.monitor.Lifecycle;
import dev.rudp.server.monitor.MeterWindows;
import java.util.function.LongSupplier;

/// Whether the server lives (`/healthz`) and whether it takes players (`/readyz`).
final class Health {
    /// A world that has not ticked for so long hangs: even a full collection is shorter.
    static final long STALLED_NS = 5_000_000_000L;

    /// @param ok whether the answer is 200, else 503
    /// @param status one lower-case word
    record Answer(boolean ok, String status) {}

    private final Lifecycle lifecycle;
    private final MeterWindows meters;
    private final LongSupplier clockNs;

    Health(Lifecycle lifecycle, MeterWindows meters, LongSupplier clockNs) {
        this.lifecycle = lifecycle;
        this.meters = meters;
        this.clockNs = clockNs;
    }

    Answer alive() {
        return stalled() ? new Answer(false, "stalled") : new Answer(true, "ok");
    }

    Answer ready() {
        return switch (lifecycle.phase()) {
            case STARTING -> new Answer(false, "starting");
            case READY -> stalled() ? new Answer(false, "stalled") : new Answer(true, "ready");
            case DRAINING -> new Answer(false, "draining");
            case STOPPED -> new Answer(false, "stopped");
        };
    }

    private boolean stalled() {
        long lastTickNs = meters.lastTickNs();
        return lastTickNs != 0 && clockNs.getAsLong() - lastTickNs > STALLED_NS;
    }
}
