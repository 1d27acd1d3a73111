package dev.rudp.loadtest.bot;

/// What a bot that does not decode must know to acknowledge as honestly as one that does: which
/// snapshots it *could* have decoded. That is one that builds on nothing, or on one of the last 64
/// that it could have decoded itself. A snapshot on another baseline makes it ask for everything,
/// as [dev.rudp.engine.snapshot.SnapshotDecoder] does. What is not looked at is the body: that it
/// is well formed is for the bots that decode to find out. Owner: the swarm thread.
final class ReceivedViews {
    /// As many as a decoder keeps.
    private static final int HISTORY = 64;

    private int newest;

    /// Bit `i`: the view of tick `newest - i` is there.
    private long views;

    private boolean needsFull;

    /// A snapshot came.
    ///
    /// @param tick newer than those before
    /// @param baselineTick 0 for none
    void onSnapshot(int tick, int baselineTick) {
        if (baselineTick != 0 && (needsFull || !has(baselineTick))) {
            needsFull = true;
            return;
        }
        int ahead = tick - newest;
        boolean keeps = ahead < HISTORY && !needsFull;
        views = (keeps ? views << ahead : 0) | 1;
        newest = tick;
        needsFull = false;
    }

    /// {@return what to tell the server: the newest tick that could be decoded, 0 to ask for
    /// everything}
    int decodedTick() {
        return needsFull ? 0 : newest;
    }

    /// {@return what to tell beside it: bit k is set when the view of tick `newest() - 1 - k` is
    /// not there}
    int missing() {
        return ~(int) (views >>> 1);
    }

    /// {@return the tick of the newest view, 0 before the first}
    int newest() {
        return newest;
    }

    private boolean has(int tick) {
        int age = newest - tick;
        return age >= 0 && age < HISTORY && (views >>> age & 1) != 0;
    }
}
