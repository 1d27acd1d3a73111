package dev.rudp.server.monitor;

/// Where the server is in its life, set by whoever starts and stops it, read by anyone.
public final class Lifecycle {
    /// In this order only.
    public enum Phase {
        /// Not yet ready for players.
        STARTING,
        /// Takes players.
        READY,
        /// Lets those who play finish, takes no new ones.
        DRAINING,
        /// Everything is closed.
        STOPPED
    }

    private volatile Phase phase = Phase.STARTING;

    public Phase phase() {
        return phase;
    }

    /// Moves on to `next`; moving back is ignored, so a late `READY` cannot undo a stop.
    public synchronized void enter(Phase next) {
        if (next.compareTo(phase) > 0) {
            phase = next;
        }
    }
}
