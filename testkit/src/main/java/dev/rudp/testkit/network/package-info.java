/// A seeded network in virtual time: loss, bursts, jitter, reordering, duplication, rate and MTU.
/// It steps from deadline to deadline and never sleeps, so minutes of network take milliseconds and
/// a seed repeats them to the bit. Owner: the test's thread. May depend on `seed` only.
@NullMarked
package dev.rudp.testkit.network;

import org.jspecify.annotations.NullMarked;
