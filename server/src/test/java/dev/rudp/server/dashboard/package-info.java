/// Tests of the status page's files and of the picture that they draw.
@NullMarked
package dev.rudp.server.dashboard;

import org.jspecify.annotations.NullMarked;
