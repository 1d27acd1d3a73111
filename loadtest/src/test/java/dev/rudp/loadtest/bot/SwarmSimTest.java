package dev.rudp.loadtest.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.game.arena.ArenaSchema;
import dev.rudp.loadtest.scenario.Scenarios;
import dev.rudp.testkit.allocation.AllocationMeter;
import dev.rudp.transport.crypto.PacketCiphers;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A swarm against a server with a real transport, in virtual time.
class SwarmSimTest {
    private static final int BOTS = 40;
    private static final int DECODING = 2;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MS = 1_000_000L;
    private static final long SLICE_NS = 500_000;

    private final FakeServer server = new FakeServer(BOTS);
    private long nowNs;
    private final Swarm swarm =
            new Swarm(
                    config(BOTS, DECODING, 0),
                    PacketCiphers.best(),
                    batch -> server.takeFromBots(batch, nowNs),
                    0);

    @BeforeEach
    void admitAll() {
        for (int bot = 0; bot < BOTS; bot++) {
            swarm.admit(bot, server.token(bot, nowNs), nowNs);
        }
    }

    @Test
    void everyBotGetsIntoTheWorldAndOffersExactlySixtyInputsASecond() {
        runFor(SECOND_NS);
        SwarmSample before = swarm.sample(nowNs);
        assertEquals(BOTS, before.playing());
        assertEquals(List.of(), before.failures());
        runFor(10 * SECOND_NS);
        SwarmSample after = swarm.sample(nowNs);
        assertNear(BOTS * 600, after.inputsSent() - before.inputsSent(), 1);
        assertNear(BOTS * 600, after.slotsDue() - before.slotsDue(), 1);
        assertNear(BOTS * 600, after.datagramsSent() - before.datagramsSent(), 1);
        assertNear(BOTS * 600, after.snapshots() - before.snapshots(), BOTS);
        assertEquals(0, after.packetsLost());
        assertEquals(0, after.strays());
    }

    @Test
    void roundTripsRunFromTheIntendedInstantToTheFirstSnapshotWithTheInput() {
        runFor(2 * SECOND_NS);
        swarm.sample(nowNs);
        runFor(5 * SECOND_NS);
        SwarmSample sample = swarm.sample(nowNs);
        // An input waits for the next tick, 0..16.7 ms, and half a slice or so on either side.
        double meanMs = sample.rttNs().getMean() / MS;
        assertEquals(8.3 + 0.75, meanMs, 1, "mean");
        assertTrue(sample.rttNs().getMaxValue() < 18.5 * MS, () -> "max of " + sample.rttNs());
        assertTrue(sample.latenessNs().getMaxValue() <= SLICE_NS + 1000);
        assertNear(BOTS * 300, sample.rttNs().getTotalCount(), 2 * BOTS);
    }

    @Test
    void aStalledSwarmIsLateAgainstItsScheduleAndItsRoundTripsSaySo() {
        runFor(2 * SECOND_NS);
        swarm.sample(nowNs);
        nowNs += 100 * MS;
        runFor(SECOND_NS);
        SwarmSample sample = swarm.sample(nowNs);
        assertTrue(sample.latenessNs().getMaxValue() > 95 * MS, "lateness");
        assertTrue(sample.rttNs().getMaxValue() > 95 * MS, "RTT hides the stall");
        assertNear(BOTS * 66, sample.latenessNs().getTotalCount(), 2);
    }

    @Test
    void aSwarmThatIsHopelesslyBehindGivesSlotsUpAndCountsThem() {
        runFor(2 * SECOND_NS);
        SwarmSample before = swarm.sample(nowNs);
        nowNs += 2 * SECOND_NS;
        SwarmSample overdue = swarm.sample(nowNs);
        assertNear(BOTS * 120, overdue.slotsDue() - before.slotsDue(), 1);
        runFor(SECOND_NS);
        SwarmSample after = swarm.sample(nowNs);
        assertNear(BOTS * 180, after.slotsDue() - before.slotsDue(), 2);
        assertNear(BOTS * 60, after.inputsSent() - before.inputsSent(), 2);
    }

    @Test
    void lossIsFoundExactlyInEachDirection() {
        runFor(2 * SECOND_NS);
        SwarmSample before = swarm.sample(nowNs);
        server.dropUpEvery = 101;
        server.dropDownEvery = 53;
        runFor(10 * SECOND_NS);
        server.dropUpEvery = 0;
        server.dropDownEvery = 0;
        runFor(SECOND_NS);
        SwarmSample after = swarm.sample(nowNs);
        long sentDown = after.newestReceived() - before.newestReceived();
        long received = after.datagramsReceived() - before.datagramsReceived();
        assertEquals(server.droppedDown, sentDown - received, "down");
        assertEquals(server.droppedUp, after.packetsLost() - before.packetsLost(), "up");
        assertTrue(server.droppedUp > 200 && server.droppedDown > 400);
        assertEquals(BOTS, after.playing());
    }

    @Test
    void anImpairedPathLosesItsShareEachWayAndCountsIt() {
        FakeServer host = new FakeServer(BOTS);
        Swarm lossy =
                new Swarm(
                        config(BOTS, DECODING, 0.05),
                        PacketCiphers.best(),
                        batch -> host.takeFromBots(batch, nowNs),
                        0);
        for (int bot = 0; bot < BOTS; bot++) {
            lossy.admit(bot, host.token(bot, nowNs), nowNs);
        }
        run(lossy, host, 2 * SECOND_NS);
        SwarmSample before = lossy.sample(nowNs);
        run(lossy, host, 10 * SECOND_NS);
        SwarmSample after = lossy.sample(nowNs);
        assertEquals(BOTS, after.playing(), () -> "failures: " + after.failures());
        long sent = after.datagramsSent() - before.datagramsSent();
        long received = after.datagramsReceived() - before.datagramsReceived();
        assertNear(sent / 20, after.discardedUp() - before.discardedUp(), sent / 100);
        assertNear(received / 20, after.discardedDown() - before.discardedDown(), received / 100);
        // What the bots' own path threw away is the same that the transport calls lost.
        assertNear(
                after.discardedUp() - before.discardedUp(),
                after.packetsLost() - before.packetsLost(),
                BOTS);
    }

    @Test
    void viewsThatDifferFromTheServersChecksumAreCounted() {
        runFor(2 * SECOND_NS);
        assertEquals(0, swarm.sample(nowNs).statesChecked(), "no checksum, nothing compared");
        server.sendsWrongChecksums = true;
        runFor(SECOND_NS);
        SwarmSample sample = swarm.sample(nowNs);
        assertNear(DECODING * 60, sample.stateMismatches(), DECODING);
        assertEquals(sample.stateMismatches(), sample.statesChecked());
    }

    @Test
    void botsLeaveOutASendWhenTheirInputsAlwaysWaitAtTheServer() {
        server.queueDepth = 1;
        runFor(5 * SECOND_NS);
        SwarmSample waiting = swarm.sample(nowNs);
        assertTrue(waiting.clockSkips() >= 3 * BOTS, () -> "skips=" + waiting.clockSkips());
        assertTrue(waiting.clockSkips() <= 5 * BOTS, () -> "skips=" + waiting.clockSkips());
        assertEquals(waiting.slotsDue(), waiting.inputsSent() + waiting.clockSkips());
    }

    @Test
    void datagramsForNobodyAreStrays() {
        runFor(SECOND_NS);
        long hi = 0;
        long lo = BotAddresses.lo(BOTS);
        server.toBots.commit(20, 0, 0, 1, hi, lo);
        runFor(SLICE_NS);
        assertEquals(1, swarm.sample(nowNs).strays());
    }

    @Test
    void aWorldOfAnotherRateIsRefusedWithAReason() {
        FakeServer slow = new FakeServer(1);
        slow.tickHz = 30;
        Swarm one =
                new Swarm(
                        config(1, 1, 0),
                        PacketCiphers.best(),
                        batch -> slow.takeFromBots(batch, nowNs),
                        0);
        one.admit(0, slow.token(1, nowNs), nowNs);
        run(one, slow, SECOND_NS);
        SwarmSample sample = one.sample(nowNs);
        assertEquals(0, sample.playing());
        assertEquals(
                List.of("1 × was welcomed to a world of 30 ticks per second"), sample.failures());
    }

    @Test
    void retiredBotsSayGoodbyeAndAreNoFailures() {
        runFor(SECOND_NS);
        assertEquals(BOTS, server.sessions());
        swarm.retire(0, BOTS, nowNs);
        runFor(20 * MS);
        assertEquals(0, server.sessions());
        assertEquals(List.of(), swarm.sample(nowNs).failures());
    }

    @Test
    void aServerThatFallsSilentIsAFailureOfEachBot() {
        runFor(SECOND_NS);
        server.dropDownEvery = 1;
        runFor(7 * SECOND_NS);
        SwarmSample sample = swarm.sample(nowNs);
        assertEquals(0, sample.playing());
        assertEquals(List.of(BOTS + " × lost its connection: TIMED_OUT"), sample.failures());
    }

    @Test
    void playingAllocatesNothing() {
        Assumptions.assumeFalse(
                PacketCiphers.best().name().equals(PacketCiphers.jdk().name()),
                "the JDK's cipher allocates; this machine has no other");
        runFor(3 * SECOND_NS);
        AllocationMeter.assertZero(4000, 2000, () -> step(swarm, server));
        assertEquals(BOTS, swarm.sample(nowNs).playing());
    }

    private static SwarmConfig config(int bots, int decoding, double lossRatio) {
        return new SwarmConfig(
                bots, decoding, 60, ArenaSchema.SCHEMA, 3, Scenarios.named("walk"), lossRatio);
    }

    private static void assertNear(long expected, long actual, long tolerance) {
        assertTrue(
                Math.abs(actual - expected) <= tolerance,
                () -> "expected " + expected + " ± " + tolerance + ", was " + actual);
    }

    private void runFor(long durationNs) {
        run(swarm, server, durationNs);
    }

    private void run(Swarm bots, FakeServer host, long durationNs) {
        long untilNs = nowNs + durationNs;
        while (nowNs < untilNs) {
            step(bots, host);
        }
    }

    private void step(Swarm bots, FakeServer host) {
        nowNs += SLICE_NS;
        host.work(nowNs);
        bots.onDatagrams(host.toBots, nowNs);
        host.toBots.clear();
        bots.sendDue(nowNs);
        bots.handedOver(nowNs);
    }
}
