/// Tests of reading settings: every source, every kind of mistake, and the generated document.
@NullMarked
package dev.rudp.server.config;

import org.jspecify.annotations.NullMarked;
