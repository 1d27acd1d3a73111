/// Coverage-guided fuzzing: what a target is, its corpus, and the command that runs Jazzer on it.
/// The tests only replay the corpus, on the thread of the test; Jazzer runs in a process of its
/// own.
@NullMarked
package dev.rudp.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
