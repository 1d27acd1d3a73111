package dev.rudp.client.session;

/// What a session has seen, counted since its last `connect`. Owner: the session's thread.
public final class SessionCounters {
    long snapshots;
    long staleSnapshots;
    long refusedSnapshots;
    long checkedSnapshots;
    long mismatchedSnapshots;
    long unexpectedMessages;
    long inputsSent;
    long inputsUnsent;

    void clear() {
        snapshots = 0;
        staleSnapshots = 0;
        refusedSnapshots = 0;
        checkedSnapshots = 0;
        mismatchedSnapshots = 0;
        unexpectedMessages = 0;
        inputsSent = 0;
        inputsUnsent = 0;
    }

    /// {@return snapshots taken, each newer than the one before}
    public long snapshots() {
        return snapshots;
    }

    /// {@return snapshots that came after a newer one}
    public long staleSnapshots() {
        return staleSnapshots;
    }

    /// {@return snapshots that could not be used: malformed, or built on a view that is not here}
    public long refusedSnapshots() {
        return refusedSnapshots;
    }

    /// {@return snapshots whose checksum proved that this view is the server's}
    public long checkedSnapshots() {
        return checkedSnapshots;
    }

    /// {@return snapshots whose checksum proved the contrary: a bug}
    public long mismatchedSnapshots() {
        return mismatchedSnapshots;
    }

    /// {@return messages that belong nowhere, or came before the welcome}
    public long unexpectedMessages() {
        return unexpectedMessages;
    }

    /// {@return inputs that left, each repeated until processed}
    public long inputsSent() {
        return inputsSent;
    }

    /// {@return inputs whose first message the connection would not take; the next one carries
    /// them}
    public long inputsUnsent() {
        return inputsUnsent;
    }
}
