package dev.rudp.benchmarks.scaling;

import dev.rudp.engine.frame.Frame;
import dev.rudp.engine.interest.InterestConfig;
import dev.rudp.engine.interest.InterestEvaluator;
import dev.rudp.engine.interest.InterestSet;
import dev.rudp.engine.simulation.ShardPort;
import dev.rudp.engine.simulation.World;
import dev.rudp.engine.simulation.WorldConfig;
import dev.rudp.engine.snapshot.ClientView;
import dev.rudp.engine.snapshot.SnapshotEncoder;
import dev.rudp.game.arena.ArenaSimulation;
import dev.rudp.game.bot.Bot;
import dev.rudp.game.map.MapFile;
import dev.rudp.game.map.WorldMap;
import dev.rudp.game.movement.MovementSettings;
import dev.rudp.loadtest.scenario.ConstantDensity;
import dev.rudp.loadtest.scenario.Field;

/// The real world with players who wander about a field that grows with their number, and what each
/// of them is told, all but the network: what the load test's `--constant-density` measures from
/// outside. Acknowledgements arrive after 3 ticks.
final class PopulatedWorld {
    private static final int HZ = 60;
    private static final int FRAMES = 64;
    private static final int ACK_TICKS = 3;
    private static final int BUDGET_BYTES = 1_100;
    private static final double VIEW_RADIUS_METRES = 100;
    private static final int MAX_VISIBLE = 64;
    private static final int INTEREST_EVERY_TICKS = 8;

    private final int metres;
    private final World world;
    private final ShardPort port;
    private final Bot[] bots;
    private final int[] slotOf;
    private final InterestConfig interest =
            new InterestConfig(VIEW_RADIUS_METRES, MAX_VISIBLE, INTEREST_EVERY_TICKS);
    private final InterestSet[] sights;
    private final ClientView[] views;
    private int sequence;

    PopulatedWorld(int players) {
        this.metres = ConstantDensity.metres(players);
        WorldMap map = MapFile.parse("field", Field.open(metres).mapFile());
        int inputs = Integer.highestOneBit(8 * players) * 2;
        WorldConfig config = new WorldConfig(players, players, 1, HZ, FRAMES, Math.max(64, inputs));
        this.world =
                new World(
                        config,
                        new ArenaSimulation(map, MovementSettings.defaults(), HZ, players, 1));
        this.port = world.port(0);
        this.bots = new Bot[players];
        this.slotOf = new int[players];
        this.sights = new InterestSet[players];
        this.views = new ClientView[players];
        for (int i = 0; i < players; i++) {
            bots[i] = new Bot(i, map.width(), map.depth());
            views[i] = new ClientView(MAX_VISIBLE);
            sights[i] = new InterestSet(interest);
        }
        for (int asked = 0, joined = 0; joined < players; ) {
            while (asked < players && port.join(asked, asked)) {
                asked++;
            }
            world.advance(0);
            while (port.pollReply()) {
                int player = port.replyRequest();
                slotOf[player] = port.replySlot();
                sights[player].reset(port.replySlot(), port.replyGeneration(), player);
                joined++;
            }
        }
    }

    /// Gives the world every player's input for the next tick.
    void think() {
        sequence++;
        for (int i = 0; i < bots.length; i++) {
            port.input(slotOf[i], 1, sequence, bots[i].think());
        }
    }

    /// Runs one tick and {@return its frame}
    Frame advance() {
        return world.advance(0);
    }

    /// {@return one thread's way of telling players what they see}
    Teller teller() {
        return new Teller();
    }

    int players() {
        return bots.length;
    }

    int metres() {
        return metres;
    }

    /// {@return how many others and itself a player sees, mean}
    double meanVisible() {
        long sum = 0;
        for (InterestSet sight : sights) {
            sum += sight.count();
        }
        return (double) sum / sights.length;
    }

    /// Tells players what they see. Owner: one thread; several may tell different players of one
    /// frame at the same time.
    final class Teller {
        private final InterestEvaluator evaluator =
                new InterestEvaluator(interest, world.frames().schema(), world.frames().capacity());
        private final SnapshotEncoder encoder =
                new SnapshotEncoder(
                        world.frames(), MAX_VISIBLE, evaluator.enterRadius(), world.tickHz());
        private final byte[] out = new byte[BUDGET_BYTES];
        private long bytes;

        /// Tells players `from` until `to` about `frame`.
        void tell(Frame frame, int from, int to) {
            for (int i = from; i < to; i++) {
                views[i].onDecoded(Math.max(0, frame.tick() - ACK_TICKS), 0);
                evaluator.update(frame, sights[i]);
                bytes +=
                        Math.max(0, encoder.encode(frame, sights[i], views[i], out, 0, out.length));
            }
        }

        /// {@return bytes of all snapshots so far}
        long bytes() {
            return bytes;
        }
    }
}
