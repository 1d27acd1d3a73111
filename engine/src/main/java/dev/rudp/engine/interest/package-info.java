/// Who sees whom: the visible set of a session, with hysteresis and a cap. Owner: the session's
/// shard thread. Depends on frame and space.
@NullMarked
package dev.rudp.engine.interest;

import org.jspecify.annotations.NullMarked;
