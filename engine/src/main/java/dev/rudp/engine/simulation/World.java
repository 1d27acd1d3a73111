package dev.rudp.engine.simulation;

import dev.rudp.engine.entity.EntitySlots;
import dev.rudp.engine.frame.Frame;
import dev.rudp.engine.frame.FrameRing;
import dev.rudp.engine.frame.FrameWriter;
import dev.rudp.engine.input.InputQueues;
import dev.rudp.engine.input.InputRing;
import java.util.Arrays;

/// One world: who is in it, what they want, and the frames it has been through. [#advance(long)]
/// runs exactly one tick: joins and leaves, one input per player, the game's step, the next frame.
/// A pure function of the state, the game's seed and the ordered contents of the rings. Owner: the
/// world thread; other threads use only [#frames()] and their [ShardPort]. No allocation after
/// construction, except by the game.
///
/// Ticks are ints: a world can run for 414 days at 60 Hz before it must be restarted.
public final class World {
    private final Simulation simulation;
    private final EntitySlots slots;
    private final FrameRing frames;
    private final FrameWriter writer;
    private final ShardPort[] ports;
    private final InputQueues queues;
    private final long[] inputs;
    private final boolean[] isPlayer;
    private final StepContext context;
    private final Outbound outbound;
    private final CommandOrder commands;
    private final int maxPlayers;
    private final int tickHz;

    private int players;
    private int tick;
    private long refusedJoins;
    private long orphanInputs;
    private long orphanCommands;
    private long senselessCommands;

    public World(WorldConfig config, Simulation simulation) {
        this.simulation = simulation;
        this.slots = new EntitySlots(config.capacity());
        this.frames =
                new FrameRing(
                        simulation.schema(),
                        config.capacity(),
                        config.frameRingLength(),
                        simulation.space());
        this.writer = new FrameWriter(frames);
        this.ports = new ShardPort[config.shards()];
        Arrays.setAll(ports, shard -> new ShardPort(config.inputRingCapacity()));
        this.commands = new CommandOrder(ports);
        this.queues = new InputQueues(config.capacity());
        this.inputs = new long[config.capacity()];
        this.isPlayer = new boolean[config.capacity()];
        this.maxPlayers = config.maxPlayers();
        this.tickHz = config.tickHz();
        this.outbound = new Outbound(ports, slots, config.capacity());
        this.context =
                new StepContext(slots, tickHz, inputs, outbound, maxPlayers, frames.newest());
        simulation.begin(slots);
    }

    /// Runs one tick and {@return its frame}, published
    ///
    /// @param scheduledNs when the tick was due, as a note in the frame; it decides nothing
    public Frame advance(long scheduledNs) {
        if (tick == Integer.MAX_VALUE) {
            throw new IllegalStateException(
                    "world.tick=" + tick + " is the last: restart the world");
        }
        tick++;
        outbound.hangUp();
        for (int port = 0; port < ports.length; port++) {
            takeControl(port);
        }
        for (ShardPort port : ports) {
            takeInputs(port.inputs);
        }
        chooseInputs();
        context.tick = tick;
        context.previous = frames.newest();
        takeCommands();
        simulation.step(context);

        writer.begin(slots, scheduledNs);
        simulation.writeState(writer.state(), slots);
        for (int i = 0; i < context.playerCount; i++) {
            int slot = context.players[i];
            writer.input(slot, queues.lastSequence(slot), queues.depth(slot));
        }
        return writer.publish();
    }

    /// {@return the frames, for any thread}
    public FrameRing frames() {
        return frames;
    }

    /// {@return the way in for one shard thread}
    public ShardPort port(int shard) {
        return ports[shard];
    }

    /// {@return the newest tick that was run, 0 before the first}
    public int tick() {
        return tick;
    }

    public int tickHz() {
        return tickHz;
    }

    public int playerCount() {
        return players;
    }

    public int entityCount() {
        return slots.liveCount();
    }

    /// {@return what happened to inputs, counted}
    public InputQueues inputQueues() {
        return queues;
    }

    /// {@return joins refused because the world was full}
    public long refusedJoins() {
        return refusedJoins;
    }

    /// {@return inputs for entities that were already gone}
    public long orphanInputs() {
        return orphanInputs;
    }

    /// {@return commands for entities that were already gone}
    public long orphanCommands() {
        return orphanCommands;
    }

    /// {@return commands that the game could make no sense of}
    public long senselessCommands() {
        return senselessCommands;
    }

    /// {@return messages to players that found no room in the ring to their shard}
    public long droppedMessages() {
        return outbound.dropped();
    }

    /// {@return messages to slots where no player is: a mistake of the game}
    public long misaddressedMessages() {
        return outbound.misaddressed();
    }

    /// {@return a hash of everything that later ticks depend on}
    public long stateHash() {
        long hash = tick;
        for (int slot = slots.nextLive(0); slot >= 0; slot = slots.nextLive(slot + 1)) {
            hash = (hash * 31 + slot) * 31 + slots.generation(slot);
        }
        return (hash * 31 + queues.stateHash()) * 31 + simulation.stateHash();
    }

    private void takeControl(int portIndex) {
        ShardPort port = ports[portIndex];
        while (!port.replies.isFull() && port.control.poll()) {
            int request = (int) port.control.first();
            long argument = port.control.second();
            if ((int) (port.control.first() >>> 32) == ShardPort.JOIN) {
                join(portIndex, request, argument);
            } else {
                leave((int) (argument >>> 32), (int) argument);
            }
        }
    }

    private void join(int portIndex, int request, long clientId) {
        ShardPort port = ports[portIndex];
        int slot = players < maxPlayers ? slots.allocate() : EntitySlots.NONE;
        if (slot == EntitySlots.NONE) {
            refusedJoins++;
            port.reply(request, tick, EntitySlots.NONE, 0);
            return;
        }
        players++;
        isPlayer[slot] = true;
        queues.reset(slot);
        outbound.open(slot, portIndex);
        simulation.spawnPlayer(slot, clientId);
        port.reply(request, tick, slot, slots.generation(slot));
    }

    private void leave(int slot, int generation) {
        if (isPlayer(slot, generation)) {
            simulation.despawnPlayer(slot);
            isPlayer[slot] = false;
            outbound.close(slot);
            players--;
            slots.free(slot);
        }
    }

    private void takeInputs(InputRing ring) {
        while (ring.poll()) {
            if (isPlayer(ring.slot(), ring.generation())) {
                queues.offer(ring.slot(), ring.sequence(), ring.word());
            } else {
                orphanInputs++;
            }
        }
    }

    /// What the rings hold, ordered by slot, so that it does not matter which shard was faster.
    private void takeCommands() {
        commands.gather();
        for (int i = 0; i < commands.count(); i++) {
            int slot = commands.slot(i);
            if (!isPlayer(slot, commands.generation(i))) {
                orphanCommands++;
            } else if (!simulation.command(
                    context, slot, commands.bytes(i), commands.offset(i), commands.length(i))) {
                senselessCommands++;
            }
        }
        commands.release();
    }

    private void chooseInputs() {
        int count = 0;
        for (int slot = slots.nextLive(0); slot >= 0; slot = slots.nextLive(slot + 1)) {
            if (isPlayer[slot]) {
                inputs[slot] = queues.take(slot);
                context.players[count++] = slot;
            }
        }
        context.playerCount = count;
    }

    private boolean isPlayer(int slot, int generation) {
        return slots.isLive(slot, generation) && isPlayer[slot];
    }
}
