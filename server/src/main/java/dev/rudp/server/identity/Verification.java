package dev.rudp.server.identity;

/// What became of a JWT that was shown.
public sealed interface Verification {
    /// It is ours, in time, and names this guest.
    record Verified(Guest guest) implements Verification {}

    record Refused(Reason reason) implements Verification {}

    /// Why a JWT is refused. The lower-case names are codes of the HTTP API.
    enum Reason {
        /// Longer than any that we issue.
        TOO_LONG,
        /// No JWT in compact form, or claims of wrong types.
        MALFORMED,
        /// Another algorithm than HS256, `none` among them, or critical headers.
        ALGORITHM,
        /// Not signed with our key, or changed.
        SIGNATURE,
        EXPIRED,
        ISSUER,
        AUDIENCE,
        /// The subject is no client id.
        SUBJECT,
        NAME
    }
}
