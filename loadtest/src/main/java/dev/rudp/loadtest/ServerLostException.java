package dev.rudp.loadtest;

/// The server ended, or stopped answering, while players were on it: a failure of the server, not
/// of the test.
final class ServerLostException extends Exception {
    private static final long serialVersionUID = 1L;

    ServerLostException(String message) {
        super(message);
    }

    ServerLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
