/// Tests of handing out connect tokens.
@NullMarked
package dev.rudp.server.connect;

import org.jspecify.annotations.NullMarked;
