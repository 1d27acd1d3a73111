/// Authenticated encryption of packets and tokens (RFC 8439 ChaCha20-Poly1305; XChaCha20 for
/// tokens) behind one interface with several implementations, of which the JDK's is always there.
/// Keys belong to the thread that owns the connection. May depend on `wire` only.
@NullMarked
package dev.rudp.transport.crypto;

import org.jspecify.annotations.NullMarked;
