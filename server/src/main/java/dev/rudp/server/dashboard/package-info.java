/// The status page: static files, and the picture of the world that they draw. Reads published
/// frames through [dev.rudp.server.dashboard.WorldView] from HTTP threads, so nothing here can hold
/// a tick up. Depends on nothing else of the server.
@NullMarked
package dev.rudp.server.dashboard;

import org.jspecify.annotations.NullMarked;
