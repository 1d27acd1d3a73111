/// Start, wiring and stop of a server: the only package that sees all others. Nothing depends on it
/// inside this module.
@NullMarked
package dev.rudp.server.app;

import org.jspecify.annotations.NullMarked;
