/// Who means the server ill: floods of junk, forged and copied datagrams, on the loopback, bounded
/// in rate and time. Owner: the attack's own process, on one thread. Uses `transport` only.
@NullMarked
package dev.rudp.loadtest.hostile;

import org.jspecify.annotations.NullMarked;
