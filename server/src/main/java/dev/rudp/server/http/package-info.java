/// The HTTP API and the status page, served by Javalin on virtual threads, with one selector
/// thread; see docs/http-api.md. Every body is limited and parsed strictly, every error is JSON
/// with a code. Depends on `connect`, `monitor` and `dashboard`; nothing depends on it but the
/// wiring.
@NullMarked
package dev.rudp.server.http;

import org.jspecify.annotations.NullMarked;
