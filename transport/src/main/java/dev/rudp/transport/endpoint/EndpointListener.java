package dev.rudp.transport.endpoint;

/// What a [ServerEndpoint] tells its owner, on the owner's thread, from within
/// [ServerEndpoint#onDatagram], [ServerEndpoint#onDeadline] or [ServerEndpoint#disconnect]. It may
/// call `send`, `flush` and `disconnect` from here. Byte arrays are the endpoint's: valid during
/// the call, not to be changed.
public interface EndpointListener {
    /// A client is connected and can be sent to.
    ///
    /// @param session 0..maxSessions-1, free again after [#onDisconnected]
    /// @param clientId unsigned, as the token's issuer chose it
    /// @param userData holds the token's 256 bytes of user data at `userDataOffset`
    void onConnected(int session, long clientId, byte[] userData, int userDataOffset);

    /// A message arrived, in the order and with the promises of its channel.
    void onMessage(int session, int channel, byte[] bytes, int offset, int length);

    /// A payload of 1..1200 bytes arrived at an endpoint without channels.
    default void onRawPayload(int session, byte[] bytes, int offset, int length) {}

    /// The session's client is at another address now, [ServerEndpoint#peer].
    default void onMigrated(int session) {}

    /// The session is gone; nothing can be sent to it any more.
    void onDisconnected(int session, DisconnectReason reason);
}
