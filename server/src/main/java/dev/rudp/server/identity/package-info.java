/// Who a player is. In the embedded default everybody is a guest: the server makes up an identity
/// and signs it, so that a guest who comes back with the signature is the same guest. Cold and
/// thread-safe; called by HTTP threads. Depends on nimbus-jose-jwt.
@NullMarked
package dev.rudp.server.identity;

import org.jspecify.annotations.NullMarked;
