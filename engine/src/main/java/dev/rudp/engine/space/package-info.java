/// Where things are: indexes over quantised positions (linear quadtree and octree, hashed grid,
/// plain list), and questions to them: circle, sphere, box, nearest, ray. An index is built by one
/// thread and then only read; a query object belongs to one thread. Depends on nothing.
@NullMarked
package dev.rudp.engine.space;

import org.jspecify.annotations.NullMarked;
