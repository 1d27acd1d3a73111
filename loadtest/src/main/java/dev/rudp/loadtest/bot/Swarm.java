package dev.rudp.loadtest.bot;

import dev.rudp.engine.input.InputMessage;
import dev.rudp.engine.join.WorldChannels;
import dev.rudp.engine.snapshot.SnapshotHeader;
import dev.rudp.game.map.Distance;
import dev.rudp.game.map.MapException;
import dev.rudp.game.map.MapFile;
import dev.rudp.game.map.WorldMap;
import dev.rudp.loadtest.scenario.Field;
import dev.rudp.loadtest.scenario.Walker;
import dev.rudp.transport.buffer.BufferPool;
import dev.rudp.transport.connection.ConnectionConfig;
import dev.rudp.transport.connection.ConnectionContext;
import dev.rudp.transport.crypto.PacketCipher;
import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.endpoint.ClientEndpoint;
import dev.rudp.transport.endpoint.ClientEndpointConfig;
import dev.rudp.transport.endpoint.ClientListener;
import dev.rudp.transport.netcode.ConnectToken;
import dev.rudp.transport.netcode.Extensions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/// All bots of a load test. Sans-IO: datagrams and the time go in, datagrams go out through the
/// carrier. Owner: the swarm thread; not thread-safe. The steady state allocates nothing.
///
/// Contract, again and again: [#onDatagrams] with all that has arrived, [#sendDue] for the slots of
/// the schedule that have come, then [#handedOver] at once with the time after the sends; then
/// sleep until [#nextDueNs()].
public final class Swarm {
    /// Bots whose memory is read ahead together.
    private static final int GROUP = 16;

    /// What all bots together may have waiting.
    private static final long POOL_BYTES = 256L << 20;

    /// Datagrams per system call.
    private static final int BATCH = 64;

    /// Slots that one [#sendDue] catches up with at most, so that receiving gets its turn.
    private static final int SLOTS_PER_CALL = 256;

    /// A swarm this many ticks behind does not catch up any more, as a game's client would not;
    /// what it left out counts as not offered. Without this, one stall would be followed by seconds
    /// of flood that no player ever sends.
    private static final int HOPELESS_TICKS = 8;

    /// How large a world is taken to be whose map we do not have, in metres.
    private static final int UNKNOWN_WORLD_METRES = 256;

    final SwarmConfig config;
    final SwarmCounters counters = new SwarmCounters();
    final InputMessage input = new InputMessage();
    final SnapshotHeader header = new SnapshotHeader();
    final byte[] scratch = new byte[InputMessage.MAX_BYTES];

    private final PacketCipher cipher;
    private final ToIntFunction<DatagramBatch> carrier;
    private final DatagramOutbox outbox;
    private final ConnectionContext connections;
    private final SendSchedule schedule;
    private final long hopelessNs;
    private final LoadBot[] bots;
    private final LossyPath path;
    private final Map<String, Extent> extents = new HashMap<>();
    private boolean together;

    /// The next send of the schedule, and those of the last [#sendDue] that bots really made.
    private long nextSend;

    private final LoadBot[] group = new LoadBot[GROUP];

    /// Where reading ahead leaves its sums, for the compiler's sake.
    @SuppressWarnings("UnusedVariable")
    private long touched;

    private final long[] madeNs = new long[SLOTS_PER_CALL];
    private int made;

    /// @param carrier sends a batch and {@return how many the kernel took}
    /// @param startNs when the schedule begins
    public Swarm(
            SwarmConfig config,
            PacketCipher cipher,
            ToIntFunction<DatagramBatch> carrier,
            long startNs) {
        this.config = config;
        this.cipher = cipher;
        this.carrier = carrier;
        this.outbox = new DatagramOutbox(BATCH, this::carry);
        this.connections =
                new ConnectionContext(
                        ConnectionConfig.of(WorldChannels.specs()), new BufferPool(POOL_BYTES));
        this.schedule = new SendSchedule(startNs, config.bots(), config.tickHz());
        this.hopelessNs = HOPELESS_TICKS * 1_000_000_000L / config.tickHz();
        this.bots = new LoadBot[config.bots()];
        this.path = new LossyPath(config.lossRatio(), config.seed(), BATCH);
        Field field = config.scenario().field();
        if (field != null) {
            extents.put(field.name(), Extent.square(field.metres()));
        }
        for (int i = 0; i < bots.length; i++) {
            bots[i] = new LoadBot(this, i, config.decodes(i), config.seed() + i);
        }
    }

    /// Lets bot `index` connect with a token of its own.
    public void admit(int index, ConnectToken token, long nowNs) {
        bots[index].connect(token, nowNs);
        outbox.flush();
    }

    /// Gives each datagram to the bot whose address it was sent to.
    public void onDatagrams(DatagramBatch batch, long nowNs) {
        for (int i = 0; i < batch.size(); i++) {
            if (i % GROUP == 0) {
                touchReceivers(batch, i, Math.min(i + GROUP, batch.size()));
            }
            int index = BotAddresses.index(batch.localHi(i), batch.localLo(i));
            if (index < 0 || index >= bots.length) {
                counters.strays++;
                continue;
            }
            counters.datagramsReceived++;
            counters.bytesReceived += batch.length(i);
            if (path.losesArrival()) {
                continue;
            }
            bots[index].onDatagram(batch.bytes(), batch.offset(i), batch.length(i), nowNs);
        }
    }

    /// Lets every bot send whose slot has come.
    public void sendDue(long nowNs) {
        made = 0;
        long due = schedule.due(nowNs);
        if (due > nextSend && nowNs - schedule.intendedNs(nextSend) > hopelessNs) {
            giveUp(due);
        }
        for (int i = 0; i < SLOTS_PER_CALL && nextSend < due; i++) {
            if (i % GROUP == 0) {
                touchSenders((int) Math.min(GROUP, due - nextSend));
            }
            long slotNs = schedule.intendedNs(nextSend);
            if (bots[schedule.bot(nextSend)].onSlot(slotNs, nowNs)) {
                counters.slotsDue++;
                madeNs[made++] = slotNs;
            }
            nextSend++;
        }
        outbox.flush();
    }

    /// The sends of the last [#sendDue] are with the kernel now.
    public void handedOver(long nowNs) {
        for (int i = 0; i < made; i++) {
            counters.onHandOver(nowNs - madeNs[i]);
        }
        made = 0;
    }

    /// {@return when the next slot comes; may be in the past}
    public long nextDueNs() {
        return schedule.intendedNs(nextSend);
    }

    /// {@return what the swarm has done so far}; looks at every bot, so some ten microseconds
    public SwarmSample sample(long nowNs) {
        int playing = 0;
        long packetsLost = 0;
        long newestReceived = 0;
        Map<String, Integer> failures = new TreeMap<>();
        for (LoadBot bot : bots) {
            playing += bot.isPlaying() ? 1 : 0;
            packetsLost += bot.packetsLost();
            newestReceived += bot.newestReceived();
            if (!bot.failure().isEmpty()) {
                failures.merge(bot.failure(), 1, Integer::sum);
            }
        }
        // Slots that have come but were not reached yet count as due: being behind is not an
        // excuse.
        long backlog = Math.max(0, schedule.due(nowNs) - nextSend);
        List<String> lines = new ArrayList<>();
        failures.forEach((why, count) -> lines.add(count + " × " + why));
        return new SwarmSample(
                nowNs,
                playing,
                List.copyOf(lines),
                counters.slotsDue + backlog,
                counters.inputsSent,
                counters.clockSkips,
                counters.datagramsSent,
                counters.bytesSent,
                counters.sendDrops,
                counters.datagramsReceived,
                counters.bytesReceived,
                counters.strays,
                path.discardedUp(),
                path.discardedDown(),
                packetsLost,
                newestReceived,
                counters.snapshots,
                counters.statesChecked,
                counters.stateMismatches,
                counters.takeRttNs(),
                counters.takeLatenessNs());
    }

    /// Lets bots `from` until `to` say goodbye. A few hundred at a time: a goodbye is ten
    /// datagrams.
    public void retire(int from, int to, long nowNs) {
        for (int i = from; i < Math.min(to, bots.length); i++) {
            bots[i].retire(nowNs);
        }
        outbox.flush();
    }

    ClientEndpoint endpoint(int index, ClientListener listener) {
        var local = new ClientEndpointConfig(0, BotAddresses.lo(index), null, Extensions.MIGRATION);
        return new ClientEndpoint(local, cipher, outbox, listener, connections);
    }

    /// {@return legs and a mind for a bot in the world of that map}
    Walker walker(String mapName, long seed) {
        Extent extent = extents.computeIfAbsent(mapName, Extent::ofMap);
        return config.scenario().walker(seed, extent.width(), extent.depth(), config.tickHz());
    }

    /// Tells the bots that all who will come have come.
    public void everybodyIsHere() {
        together = true;
    }

    boolean isTogether() {
        return together;
    }

    private void touchReceivers(DatagramBatch batch, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            int index = BotAddresses.index(batch.localHi(i), batch.localLo(i));
            if (index >= 0 && index < bots.length) {
                group[count++] = bots[index];
            }
        }
        touch(count);
    }

    private void touchSenders(int count) {
        for (int i = 0; i < count; i++) {
            group[i] = bots[schedule.bot(nextSend + i)];
        }
        touch(count);
    }

    /// Reads ahead what the group's bots will need, see [ClientEndpoint#touch].
    private void touch(int count) {
        long sum = 0;
        for (int step = 0; step < LoadBot.TOUCH_STEPS; step++) {
            for (int i = 0; i < count; i++) {
                sum += group[i].touch(step);
            }
        }
        touched = sum;
    }

    private void giveUp(long due) {
        while (nextSend < due) {
            if (bots[schedule.bot(nextSend)].isPlaying()) {
                counters.slotsDue++;
            }
            nextSend++;
        }
    }

    private void carry(DatagramBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            counters.bytesSent += batch.length(i);
        }
        counters.datagramsSent += batch.size();
        DatagramBatch departing = path.departing(batch);
        counters.sendDrops += departing.size() - carrier.applyAsInt(departing);
    }

    /// How large a world is, in [Distance] units.
    private record Extent(int width, int depth) {
        /// The map may be the operator's own, which we do not have: bots walk there all the same.
        static Extent ofMap(String name) {
            try {
                WorldMap map = MapFile.builtIn(name);
                return new Extent(map.width(), map.depth());
            } catch (MapException unknown) {
                return square(UNKNOWN_WORLD_METRES);
            }
        }

        static Extent square(int metres) {
            return new Extent(Distance.ofMetres(metres), Distance.ofMetres(metres));
        }
    }
}
