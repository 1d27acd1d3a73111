/// The one command, `rudp`: what a person types becomes options of the program that is run. No
/// logic of its own; it may see every module, and nothing depends on it. Runs on the main thread.
@NullMarked
package dev.rudp.cli;

import org.jspecify.annotations.NullMarked;
