/// The world thread: gives a world its time, and measures what it does with it. Depends on the
/// engine and on `monitor`; knows nothing of sessions or sockets.
@NullMarked
package dev.rudp.server.world;

import org.jspecify.annotations.NullMarked;
