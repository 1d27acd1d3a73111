package dev.rudp.client.connect;

import java.io.IOException;

/// No way into the world; the message says why in words for a player. [#code()] is for programs.
public final class ConnectFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;

    public ConnectFailure(String code, String message) {
        super(message);
        this.code = code;
    }

    public ConnectFailure(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /// {@return the server's own code, such as `server_full`, or what went wrong before or after:
    /// `unreachable`, `bad_answer`, or the name of a session's end}
    public String code() {
        return code;
    }
}
