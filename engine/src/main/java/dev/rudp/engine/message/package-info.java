/// What a game and its players say to each other beside inputs and snapshots: commands up, messages
/// down. [dev.rudp.engine.message.Messages] is the game's way out; a
/// [dev.rudp.engine.message.CommandBudget] bounds the way in. Owner: the world thread, the budget
/// its shard thread. Depends on nothing of the engine.
@NullMarked
package dev.rudp.engine.message;

import org.jspecify.annotations.NullMarked;
