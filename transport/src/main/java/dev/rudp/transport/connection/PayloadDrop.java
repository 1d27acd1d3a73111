package dev.rudp.transport.connection;

/// Why a received payload, or part of it, was not used.
public enum PayloadDrop {
    /// No canonical packet header.
    MALFORMED_HEADER,

    /// No canonical fragment, or one that contradicts its siblings.
    MALFORMED_FRAGMENT,

    /// The messages in it are not framed as they must be, or a channel is not declared.
    MALFORMED_MESSAGE,

    /// A packet of more fragments than any declared message needs.
    TOO_LARGE,

    /// The packet came before.
    DUPLICATE,

    /// The packet is more than 256 behind the newest.
    STALE,

    /// A fragment that is there already, or whose packet gave way to newer ones.
    LATE_FRAGMENT,

    /// A reliable piece outside of the window, or for which there is no memory now. The packet is
    /// not acknowledged.
    REFUSED,

    /// A compressed message that is malformed, or not as long as it says. It is not delivered; a
    /// reliable channel delivers nothing more.
    BAD_COMPRESSION,

    /// No memory to put a fragmented packet together.
    NO_MEMORY
}
