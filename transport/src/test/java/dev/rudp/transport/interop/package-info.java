/// Programs to check by hand, or from a script, that other implementations of netcode 1.02 and ours
/// understand each other. They use a fixed, public key: for loopback only. Not part of the product.
@NullMarked
package dev.rudp.transport.interop;

import org.jspecify.annotations.NullMarked;
