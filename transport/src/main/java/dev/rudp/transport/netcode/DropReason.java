package dev.rudp.transport.netcode;

/// Why a datagram was not acted upon. Each drop is counted under exactly one reason; none is ever
/// answered, except [#SERVER_FULL].
public enum DropReason {
    /// Shorter than the smallest packet, or than its own header says.
    TOO_SHORT,
    /// Longer than the largest packet.
    TOO_LONG,
    /// The prefix names a type that netcode 1.02 leaves unused and that this session has no use
    /// for.
    UNKNOWN_TYPE,
    /// A type that only the other side sends.
    TYPE_NOT_ALLOWED,
    /// The prefix promises no, or more than eight, bytes of sequence.
    SEQUENCE_BYTES,
    /// Sealed, but from an address with which no keys are agreed.
    UNKNOWN_PEER,
    /// Routed by a connection id that no session has.
    UNKNOWN_CONNECTION,
    /// After too many packets that failed to open: for a session, from an address that is not its
    /// own.
    MIGRATION_BUDGET,
    /// After too many packets that failed to open: from the address of a session or a handshake.
    FORGERY_BUDGET,
    /// Received before, or too old to tell.
    REPLAYED,
    /// The tag is wrong: forged, damaged, or of other keys.
    NOT_AUTHENTIC,
    /// The body does not have the length of its type.
    BODY_LENGTH,
    /// A request that does not have 1,078 bytes.
    REQUEST_LENGTH,
    /// A request of another version of the standard.
    REQUEST_VERSION,
    /// A request for another game, or another version of it.
    REQUEST_PROTOCOL,
    /// The token's time is over (or the clocks of issuer and server differ).
    TOKEN_EXPIRED,
    /// The token may be older than this server's start, whose predecessor may have honoured it.
    TOKEN_FROM_BEFORE_START,
    /// The token would live longer than tokens may.
    TOKEN_LIFE_TOO_LONG,
    /// A request repeated sooner than clients do, while its challenge is on its way.
    REQUEST_REPEATED,
    /// More requests a second than this server spends cryptography on for one network.
    NETWORK_BUDGET,
    /// More requests a second than this server spends cryptography on.
    REQUEST_BUDGET,
    /// The token was not sealed by our issuer for this protocol and expiry.
    TOKEN_NOT_AUTHENTIC,
    /// Sealed by our issuer, but with fields out of bounds.
    TOKEN_MALFORMED,
    /// The token names other servers than this one.
    TOKEN_FOR_OTHER_SERVER,
    /// A request or response from an address that has a session.
    ADDRESS_CONNECTED,
    /// A request or response of a client id that has a session.
    CLIENT_CONNECTED,
    /// The token had its one session.
    TOKEN_CONSUMED,
    /// No room to remember another token, so none is admitted.
    TOKEN_HISTORY_FULL,
    /// No room for another client between request and response, and all are being challenged.
    HANDSHAKES_FULL,
    /// No session free; the client is told so.
    SERVER_FULL,
    /// A response whose challenge this server did not make.
    CHALLENGE_NOT_AUTHENTIC,
    /// A response to the challenge of another handshake: whoever sends it has not shown that it
    /// receives at this address.
    CHALLENGE_OF_OTHER_HANDSHAKE,
    /// A well sealed packet that its receiver cannot use now, such as a payload before the
    /// connection stands.
    WRONG_STATE,
    /// An answer to an offer of extensions that accepts what was not offered, or of a version that
    /// we do not speak.
    EXTENSIONS_MALFORMED,
    /// An authentic payload whose content is not ours.
    PAYLOAD_MALFORMED
}
