package dev.rudp.client.session;

import dev.rudp.engine.join.Welcome;

/// What a [ClientSession] tells its owner, on the owner's thread, from within its calls. It may
/// call `input` and `close` from here.
public interface SessionListener {
    /// Does nothing.
    SessionListener NONE = new SessionListener() {};

    /// The player is in the world.
    default void onWelcome(Welcome welcome) {}

    /// A snapshot newer than all before was taken.
    ///
    /// @param tick of the frame that it shows
    /// @param inputQueueDepth how many of this player's inputs waited on the server; 0 means that
    ///   it is about to starve
    default void onSnapshot(int tick, int inputQueueDepth, long nowNs) {}

    /// For each input that was processed, once, in order: a snapshot shows its effect.
    ///
    /// @param rttNs from the instant for which the input was intended until now: the round trip as
    ///   the game feels it
    default void onInputEffect(int sequence, long rttNs) {}

    /// The game says something; each arrives once and in order. The bytes are valid during the
    /// call, and come from the server: check them as everything from outside.
    ///
    /// @param length at least 1
    default void onMessage(byte[] bytes, int offset, int length) {}

    /// The game says something that might have got lost, and may come out of order.
    ///
    /// @param length at least 1
    default void onNews(byte[] bytes, int offset, int length) {}

    /// The session is over; [ClientSession#connect] may be called again, with another token.
    default void onEnd(EndReason reason) {}
}
