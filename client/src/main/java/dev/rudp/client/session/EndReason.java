package dev.rudp.client.session;

import dev.rudp.transport.endpoint.DisconnectReason;

/// Why a session ended, or never began.
public enum EndReason {
    CLOSED_HERE("closed by this client"),
    CLOSED_BY_SERVER("the server said goodbye"),
    TIMED_OUT("nothing was heard from the server for the connection's time-out"),
    NO_ANSWER("the server does not answer over UDP: is its address right, a firewall in between?"),
    SERVER_FULL("the server is full"),
    TOKEN_EXPIRED("the connect token's life ended before the connection stood"),
    NO_WELCOME("connected, but the world did not say welcome in time"),
    BAD_WELCOME("the world's welcome makes no sense to this client"),
    OTHER_SCHEMA("the server replicates other fields than this client knows: another version?");

    private final String text;

    EndReason(String text) {
        this.text = text;
    }

    /// {@return a sentence for the player}
    public String text() {
        return text;
    }

    static EndReason of(DisconnectReason reason) {
        return switch (reason) {
            case CLOSED_HERE -> CLOSED_HERE;
            case CLOSED_BY_PEER -> CLOSED_BY_SERVER;
            case TIMED_OUT -> TIMED_OUT;
            case REQUEST_TIMED_OUT, RESPONSE_TIMED_OUT -> NO_ANSWER;
            case DENIED -> SERVER_FULL;
            case TOKEN_EXPIRED -> TOKEN_EXPIRED;
        };
    }
}
