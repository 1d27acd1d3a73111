/// What the server knows of itself in figures. The loops write their own single-writer meters
/// without locks or allocation; readers (HTTP, the status line, the load test) take consistent
/// windows out of them from any thread. Depends on HdrHistogram and, for `/metrics` only, on
/// Micrometer; knows nothing of sessions, worlds or HTTP.
@NullMarked
package dev.rudp.server.monitor;

import org.jspecify.annotations.NullMarked;
