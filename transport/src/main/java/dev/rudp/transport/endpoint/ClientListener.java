package dev.rudp.transport.endpoint;

/// What a [ClientEndpoint] tells its owner, on the owner's thread, from within
/// [ClientEndpoint#onDatagram], [ClientEndpoint#onDeadline] or [ClientEndpoint#disconnect]. Byte
/// arrays are the endpoint's: valid during the call, not to be changed.
public interface ClientListener {
    /// The server has given us a session.
    ///
    /// @param session our number at the server
    /// @param maxSessions how many it can hold
    void onConnected(int session, int maxSessions);

    /// A message arrived, in the order and with the promises of its channel.
    void onMessage(int channel, byte[] bytes, int offset, int length);

    /// A payload of 1..1200 bytes arrived at an endpoint without channels.
    default void onRawPayload(byte[] bytes, int offset, int length) {}

    /// The connection ended, or could not be made. [ClientEndpoint#connect] may be called again
    /// with another token.
    void onDisconnected(DisconnectReason reason);
}
