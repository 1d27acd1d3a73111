/// The secure connection of netcode 1.02, byte for byte: connect tokens, challenge tokens, the
/// packet format and the replay window; and our extensions in the types that it leaves unused. Data
/// structures and codecs only; who sends what and when is in `endpoint`. Owner: the thread of the
/// endpoint that uses them; tokens are immutable. May depend on `crypto`, `datagram`, `filter` and
/// `wire`.
@NullMarked
package dev.rudp.transport.netcode;

import org.jspecify.annotations.NullMarked;
