package dev.rudp.server.http;

/// A request that cannot be answered as asked; becomes a JSON body `{"code":…,"message":…}`.
final class ApiError extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    ApiError(int status, String code, String message) {
        // An answer, not an accident: no stack trace is needed.
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
