/// Who exists: slots with generations. Owner: the world thread. Depends on nothing.
@NullMarked
package dev.rudp.engine.entity;

import org.jspecify.annotations.NullMarked;
