/// Solid things that never move, and questions about them: a terrain, boxes turned about the
/// vertical, upright capsules; rays, swept spheres, capsules and boxes; a body that slides along
/// walls and climbs steps; projectiles; volumes that notice who comes and goes. A
/// [dev.rudp.engine.physics.CollisionScene] is immutable and shared by all threads; everything that
/// asks it belongs to one thread and allocates only when constructed. Lengths are integer steps
/// (whatever a step is), z is up. Depends on nothing.
@NullMarked
package dev.rudp.engine.physics;

import org.jspecify.annotations.NullMarked;
