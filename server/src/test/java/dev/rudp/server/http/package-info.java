/// Tests of the HTTP API over real sockets on a free port, with fakes behind it.
@NullMarked
package dev.rudp.server.http;

import org.jspecify.annotations.NullMarked;
