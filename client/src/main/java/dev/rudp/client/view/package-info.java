/// The world as a player sees it: entities between two snapshots, in units instead of steps. Owner:
/// the client's thread. May depend on the engine.
@NullMarked
package dev.rudp.client.view;

import org.jspecify.annotations.NullMarked;
