/// What to tell a player: delta snapshots against the newest view that the player says it holds.
///
/// The rule that makes it provable: the server remembers, for each snapshot that it sent, the
/// *view* that a client holds after decoding it: a sorted list of entities and, for each, the tick
/// whose values it shows. Every snapshot is a function from one such view, its baseline, to the
/// next. A client that decodes it holds the same view or, when it lacks the baseline, says so and
/// changes nothing. Nothing is ever assumed from what arrived, only from what was decoded.
///
/// Encoder and client views belong to a shard thread, the decoder to the client's thread. Depends
/// on schema, frame and interest.
@NullMarked
package dev.rudp.engine.snapshot;

import org.jspecify.annotations.NullMarked;
