/// Drives a server from outside and says which rules of docs/protocol.md it keeps. Speaks through
/// [dev.rudp.loadtest.spec], so that a server is never judged by its own code. Blocks on sockets;
/// runs on the thread of the command.
@NullMarked
package dev.rudp.loadtest.conformance;

import org.jspecify.annotations.NullMarked;
