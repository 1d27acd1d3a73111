/// Tests of guests' identities: what is issued, and each way in which a JWT is refused.
@NullMarked
package dev.rudp.server.identity;

import org.jspecify.annotations.NullMarked;
