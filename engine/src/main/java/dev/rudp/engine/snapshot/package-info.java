/// What to tell a player: the entities that are due, each as a residual against what the player
/// foresees from the newest values that it is known to hold.
///
/// The rule that makes it provable: the server remembers, for each snapshot that it sent, of which
/// places it told. When the client says which snapshots it decoded, the server knows to the bit
/// what it holds: those values are in the frames. Every snapshot builds on what is so known, and on
/// nothing that is only hoped; it can be decoded whatever else arrived. A client that lacks the
/// baseline says so and changes nothing.
///
/// Encoder and client views belong to a shard thread, the decoder to the client's thread. Depends
/// on schema, frame and interest.
@NullMarked
package dev.rudp.engine.snapshot;

import org.jspecify.annotations.NullMarked;
