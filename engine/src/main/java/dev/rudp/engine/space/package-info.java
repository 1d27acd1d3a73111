/// Where things are: a linear, Morton-ordered quadtree over quantised positions, and queries of
/// circles, boxes and nearest neighbours. An index is built by one thread and then only read; a
/// query object belongs to one thread. Depends on nothing.
@NullMarked
package dev.rudp.engine.space;

import org.jspecify.annotations.NullMarked;
