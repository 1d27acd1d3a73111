/// What players ask for: one 64-bit word per player and tick, which the game packs and the engine
/// only carries. The codec, the client's history of unacknowledged inputs, the server's intake per
/// session, the ring to the world thread and the queue per player there. Depends on ring.
@NullMarked
package dev.rudp.engine.input;

import org.jspecify.annotations.NullMarked;
