package dev.rudp.client.session;

import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.transport.netcode.Extensions;

/// How a [ClientSession] behaves.
///
/// @param schema what the game replicates; the server's must be the same
/// @param decodes whether snapshots are decoded. Without, only their headers are read, and the
///   server believes that all was: a bot without eyes, at a tenth of the cost and memory
/// @param checksums whether the server shall prove every snapshot; for tests and samples
/// @param localHi the address to send from, so that many sessions can share a socket; both halves
///   0: the kernel chooses
/// @param localLo see [dev.rudp.transport.datagram.PeerAddress]
/// @param extensions what is accepted of what the server offers, a set of [Extensions]
public record SessionConfig(
        ReplicatedSchema schema,
        boolean decodes,
        boolean checksums,
        long localHi,
        long localLo,
        int extensions) {
    /// {@return a player who sees, and who may change its address}
    public static SessionConfig of(ReplicatedSchema schema) {
        return new SessionConfig(schema, true, false, 0, 0, Extensions.MIGRATION);
    }

    /// {@return the same without decoding}
    public SessionConfig light() {
        return new SessionConfig(schema, false, false, localHi, localLo, extensions);
    }

    /// {@return the same with a checksum in every snapshot}
    public SessionConfig withChecksums() {
        return new SessionConfig(schema, decodes, true, localHi, localLo, extensions);
    }

    /// {@return the same, sending from that address}
    public SessionConfig from(long hi, long lo) {
        return new SessionConfig(schema, decodes, checksums, hi, lo, extensions);
    }

    /// {@return the same, accepting these extensions}
    public SessionConfig with(int extensions) {
        return new SessionConfig(schema, decodes, checksums, localHi, localLo, extensions);
    }
}
