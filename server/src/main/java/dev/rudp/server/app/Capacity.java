package dev.rudp.server.app;

import dev.rudp.server.connect.Admission;
import dev.rudp.server.monitor.Lifecycle;
import dev.rudp.server.monitor.ServerMeters;

/// Lets players in while the server is ready and has room. Thread-safe. The count is a moment old:
/// whoever slips in beyond it is refused by the world.
record Capacity(Lifecycle lifecycle, ServerMeters meters, int maxPlayers) implements Admission {
    @Override
    public Decision decide() {
        if (lifecycle.phase() != Lifecycle.Phase.READY) {
            return Decision.CLOSED;
        }
        return meters.sessionCount() < maxPlayers ? Decision.ADMITTED : Decision.FULL;
    }
}
