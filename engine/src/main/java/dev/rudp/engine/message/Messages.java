package dev.rudp.engine.message;

/// A game's way to tell players something. Owner: the world thread; bytes are copied during the
/// call. What is told in one tick leaves with the player's next datagram, in the order of the
/// calls.
public interface Messages {
    /// The longest message either way, in bytes.
    int MAX_BYTES = 4_096;

    /// Tells a player something that arrives, once and in order. When the ring to the player's
    /// shard is full, the player's session ends instead: a stream with a hole would be worse.
    ///
    /// @param slot a player's; a message to any other is counted and dropped
    /// @param length 1..[#MAX_BYTES]
    void send(int slot, byte[] bytes, int offset, int length);

    /// Tells a player something that may get lost and is not worth repeating (a damage number, a
    /// sound). Dropped and counted when the ring is full.
    ///
    /// @param slot a player's; a message to any other is counted and dropped
    /// @param length 1..1,000
    void sendUnreliable(int slot, byte[] bytes, int offset, int length);
}
