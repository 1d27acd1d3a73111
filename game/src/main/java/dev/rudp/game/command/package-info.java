/// What players may ask of the rules besides moving: a closed set of commands, each with bounded
/// numbers, as bytes, as rows and as records. Bytes come from outside and are checked here; whether
/// a command makes sense is the realm's question. Owner: the codec belongs to whoever decodes, a
/// queue to the world thread. May depend on `transport.wire` for cursors.
@NullMarked
package dev.rudp.game.command;

import org.jspecify.annotations.NullMarked;
