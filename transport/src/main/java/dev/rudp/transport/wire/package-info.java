/// Little-endian reading and writing of byte arrays: the alphabet of every packet, message and
/// snapshot. No state, no owner thread, no dependency. Whoever reads bytes from outside reads them
/// through a [dev.rudp.transport.wire.ByteReader], whose every step is bounded.
@NullMarked
package dev.rudp.transport.wire;

import org.jspecify.annotations.NullMarked;
