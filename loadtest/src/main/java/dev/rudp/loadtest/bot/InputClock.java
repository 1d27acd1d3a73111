package dev.rudp.loadtest.bot;

/// How a client keeps its inputs from waiting at the server longer than they must: when over a
/// whole second an input was always left waiting after the server took one, that input only adds
/// delay, and one send is left out. Both sides run at the same rate, so this happens once or twice
/// after joining and then hardly ever. Owner: the swarm thread.
///
/// The server does the same by dropping inputs, but only beyond two; a game's client does not wait
/// for that.
final class InputClock {
    /// Snapshots that are looked at: one second at 60 Hz.
    static final int WINDOW = 60;

    private int least = Integer.MAX_VALUE;
    private int seen;
    private boolean skip;

    /// @param depth inputs that waited at the server after it took one for this snapshot's tick
    void onQueueDepth(int depth) {
        least = Math.min(least, depth);
        if (++seen == WINDOW) {
            skip = least >= 1;
            seen = 0;
            least = Integer.MAX_VALUE;
        }
    }

    /// Reads ahead, see [dev.rudp.transport.connection.Connection#touch].
    int touch() {
        return seen;
    }

    /// {@return whether to leave this send out; true once for each decision}
    boolean skipsSlot() {
        boolean decided = skip;
        skip = false;
        if (decided) {
            seen = 0;
            least = Integer.MAX_VALUE;
        }
        return decided;
    }
}
