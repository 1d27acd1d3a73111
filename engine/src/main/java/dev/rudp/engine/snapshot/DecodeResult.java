package dev.rudp.engine.snapshot;

/// What became of a snapshot that was given to a [SnapshotDecoder]. Only [#DECODED] changed its
/// view.
public enum DecodeResult {
    /// The newest view is the snapshot's.
    DECODED,
    /// Not newer than the newest view.
    STALE,
    /// It builds on a view that is not here; the server will be asked for a full one.
    NEEDS_BASELINE,
    /// It breaks the format.
    MALFORMED,
    /// It was well-formed but did not lead to the server's view; the server will be asked for a
    /// full one. Never seen unless one of the two has a bug.
    MISMATCH
}
