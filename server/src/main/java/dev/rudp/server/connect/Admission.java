package dev.rudp.server.connect;

/// Whether one more player may come. Asked by HTTP threads; must answer at once, without waiting
/// for a loop.
@FunctionalInterface
public interface Admission {
    /// The answers.
    enum Decision {
        ADMITTED,
        /// As many players as the server takes are here or on their way.
        FULL,
        /// The server is starting or stopping.
        CLOSED
    }

    Decision decide();
}
