/// Which packet cipher is the fastest? One thread. Depends on the transport's ciphers.
@NullMarked
package dev.rudp.benchmarks.cipher;

import org.jspecify.annotations.NullMarked;
