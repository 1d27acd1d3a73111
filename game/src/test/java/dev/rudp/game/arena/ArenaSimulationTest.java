package dev.rudp.game.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.engine.frame.Frame;
import dev.rudp.engine.simulation.ShardPort;
import dev.rudp.engine.simulation.World;
import dev.rudp.engine.simulation.WorldConfig;
import dev.rudp.game.bot.Bot;
import dev.rudp.game.map.MapFile;
import dev.rudp.game.map.WorldMap;
import dev.rudp.game.movement.Kinematics;
import dev.rudp.game.movement.Movement;
import dev.rudp.game.movement.MovementSettings;
import dev.rudp.testkit.allocation.AllocationMeter;
import dev.rudp.testkit.seed.SeededRandom;
import org.junit.jupiter.api.Test;

class ArenaSimulationTest {
    private static final int HZ = 60;
    private static final WorldMap MEADOW = MapFile.builtIn("meadow");

    @Test
    void equalInputsGiveEqualWorldsOverTenThousandTicks() {
        Crowd one = new Crowd(40, 5);
        Crowd other = new Crowd(40, 5);
        for (int tick = 0; tick < 10_000; tick++) {
            one.tick();
            other.tick();
            if (tick % 100 == 0) {
                assertEquals(one.world.stateHash(), other.world.stateHash(), "tick=" + tick);
            }
        }
        assertEquals(one.world.stateHash(), other.world.stateHash());
    }

    @Test
    void anotherSeedIsAnotherWorld() {
        Crowd one = new Crowd(5, 1);
        Crowd other = new Crowd(5, 2);
        one.tick();
        other.tick();

        assertNotEquals(one.world.stateHash(), other.world.stateHash());
    }

    @Test
    void playersAppearOnFreeGroundSpreadOverTheMap() {
        Crowd crowd = new Crowd(2_000, 3);
        Movement movement = new Movement(MovementSettings.defaults(), MEADOW, HZ);
        Frame frame = crowd.tick();
        int[] perQuarter = new int[4];
        for (int slot = 0; slot < 2_000; slot++) {
            assertFalse(movement.isBlocked(frame.x(slot), frame.y(slot), 0));
            int right = frame.x(slot) > MEADOW.width() / 2 ? 1 : 0;
            int up = frame.y(slot) > MEADOW.depth() / 2 ? 2 : 0;
            perQuarter[right + up]++;
        }
        for (int players : perQuarter) {
            assertTrue(players > 400, "players=" + players);
        }
    }

    @Test
    void aFrameHoldsTheWholeStateOfEveryBody() {
        // Predicts each player of a sparse crowd from the last frame alone, with a store and a
        // step of its own, and compares with the next frame.
        Crowd crowd = new Crowd(20, 9);
        Movement client = new Movement(MovementSettings.defaults(), MEADOW, HZ);
        Kinematics own = new Kinematics(1);
        Frame before = crowd.tick();
        for (int tick = 0; tick < 600; tick++) {
            long[] words = crowd.words.clone();
            Frame after = crowd.tick();
            for (int slot = 0; slot < 20; slot++) {
                BodyRow.read(before.rows(), slot * before.stride(), own, 0);
                client.step(own, 0, words[slot], 0, 0, client.phase(after.tick()));
                long predicted = own.hash(0, 0);
                BodyRow.read(after.rows(), slot * after.stride(), own, 0);
                assertEquals(own.hash(0, 0), predicted, "slot=" + slot + " tick=" + tick);
            }
            before = after;
        }
    }

    @Test
    void whoLeavesIsGoneAndTheSlotServesTheNext() {
        Crowd crowd = new Crowd(3, 4);
        crowd.tick();
        assertTrue(crowd.port.leave(1, 1));
        assertFalse(crowd.tick().isLive(1));
        assertTrue(crowd.port.join(9, 99));
        assertEquals(2, crowd.tick().generation(1));
    }

    @Test
    void aTickAllocatesNothing() {
        Crowd crowd = new Crowd(500, 6);
        AllocationMeter.assertZero(300, 100, crowd::tick);
    }

    @Test
    void groupsAreRegroupedOnlyWhereTheServerIsToldSo() {
        assertEquals(0, leaps(new Crowd(160, 8), 64));
        // In 64 ticks 16 groups of 10 have their turn; hardly anybody lands within a metre.
        int leaps = leaps(new Crowd(160, 8, 4), 64);
        assertTrue(leaps >= 150 && leaps <= 160, "leaps=" + leaps);
    }

    @Test
    void regroupingIsAsDeterministicAsTheRest() {
        Crowd one = new Crowd(50, 5, 3);
        Crowd other = new Crowd(50, 5, 3);
        for (int tick = 0; tick < 500; tick++) {
            one.tick();
            other.tick();
        }
        assertEquals(one.world.stateHash(), other.world.stateHash());
    }

    /// {@return how often somebody was further away after a tick than anybody runs}
    private static int leaps(Crowd crowd, int ticks) {
        Frame before = crowd.tick();
        int leaps = 0;
        for (int tick = 0; tick < ticks; tick++) {
            Frame after = crowd.tick();
            for (int slot = 0; slot < crowd.bots.length; slot++) {
                boolean far =
                        Math.abs(after.x(slot) - before.x(slot)) > 256
                                || Math.abs(after.y(slot) - before.y(slot)) > 256;
                leaps += far ? 1 : 0;
            }
            before = after;
        }
        return leaps;
    }

    /// A world with bots that play without knowing where they are.
    private static final class Crowd {
        final World world;
        final ShardPort port;
        final Bot[] bots;
        final long[] words;
        private int sequence;

        Crowd(int players, long seed) {
            this(players, seed, 0);
        }

        Crowd(int players, long seed, int regroupTicks) {
            int capacity = players + 16;
            world =
                    new World(
                            new WorldConfig(capacity, capacity, 1, HZ, 8, 1 << 14),
                            new ArenaSimulation(
                                    MEADOW,
                                    MovementSettings.defaults(),
                                    HZ,
                                    capacity,
                                    seed,
                                    regroupTicks));
            port = world.port(0);
            bots = new Bot[players];
            words = new long[players];
            for (int i = 0; i < players; i++) {
                bots[i] = new Bot(SeededRandom.mix(i), MEADOW.width(), MEADOW.depth());
                assertTrue(port.join(i, i));
            }
        }

        Frame tick() {
            Frame frame = world.advance(0);
            while (port.pollReply()) {
                assertTrue(port.replySlot() >= 0);
            }
            sequence++;
            for (int slot = 0; slot < bots.length; slot++) {
                words[slot] = bots[slot].think();
                port.input(slot, 1, sequence, words[slot]);
            }
            return frame;
        }
    }
}
