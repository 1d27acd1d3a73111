package dev.rudp.server.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeterWindowsTest {
    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong nowNs = new AtomicLong(5 * SECOND);
    private final ServerMeters meters = new ServerMeters(50, 2);
    private final MeterWindows windows = new MeterWindows(meters, nowNs::get);

    @AfterEach
    void close() {
        windows.close();
    }

    @Test
    void sumsShardsAndTakesPercentilesOverThem() {
        for (int i = 1; i <= 100; i++) {
            meters.world().tick(i * MS / 10, nowNs.addAndGet(20 * MS));
            meters.shard(i & 1).snapshot(i * MS);
        }
        meters.shard(0).received(3, 180);
        meters.shard(1).received(1, 60);
        meters.shard(1).sent(2, 700);
        meters.shard(0).sessions(1, 4);
        meters.shard(1).sessions(2, 5);

        ServerStats stats = windows.measured();

        assertEquals(100, stats.tickCount());
        assertEquals(2.0, stats.windowSeconds());
        assertEquals(50.0, stats.tickHz());
        assertEquals(5.0, stats.tickMsP50(), 0.01);
        assertEquals(9.9, stats.tickMsP99(), 0.02);
        assertEquals(10.0, stats.tickMsMax(), 0.02);
        assertEquals(100, stats.snapshots());
        assertEquals(50, stats.snapshotAgeMsP50(), 0.1);
        assertEquals(99, stats.snapshotAgeMsP99(), 0.2);
        assertEquals(4, stats.datagramsIn());
        assertEquals(240, stats.bytesIn());
        assertEquals(2, stats.datagramsOut());
        assertEquals(700, stats.bytesOut());
        assertEquals(9, stats.sessions());
        assertEquals(3, stats.sessionsConnecting());
    }

    @Test
    void countsATickLongerThanItsPeriodAsOverrun() {
        meters.world().tick(20 * MS, nowNs.get());
        meters.world().tick(20 * MS + 1, nowNs.get());
        meters.world().ticksSkipped(2);

        ServerStats stats = windows.measured();

        assertEquals(1, stats.ticksOverrun());
        assertEquals(2, stats.ticksSkipped());
    }

    @Test
    void restartLeavesTheWarmUpOut() {
        meters.world().tick(19 * MS, nowNs.get());
        meters.world().inputsStarved(7);
        meters.shard(0).received(1000, 64_000);
        nowNs.addAndGet(3 * SECOND);
        windows.restartMeasuring();
        meters.world().tick(MS, nowNs.get());
        meters.shard(0).received(5, 300);
        nowNs.addAndGet(SECOND);

        ServerStats stats = windows.measured();

        assertEquals(1.0, stats.windowSeconds());
        assertEquals(1, stats.tickCount());
        assertEquals(1.0, stats.tickMsMax(), 0.01);
        assertEquals(0, stats.inputsStarved());
        assertEquals(5, stats.datagramsIn());
    }

    @Test
    void aWindowThatWasReadGoesOnFilling() {
        meters.world().tick(MS, nowNs.get());
        windows.measured();
        windows.recent();
        meters.world().tick(3 * MS, nowNs.get());

        assertEquals(2, windows.measured().tickCount());
        assertEquals(3.0, windows.measured().tickMsMax(), 0.01);
        assertEquals(2, windows.tickTotal().getTotalCount());
    }

    @Test
    void recentFiguresStandForASecondAndThenMoveOn() {
        meters.shard(0).sent(10, 1000);
        nowNs.addAndGet(SECOND);
        ServerStats first = windows.recent();
        meters.shard(0).sent(4, 400);
        nowNs.addAndGet(SECOND / 2);

        assertSame(first, windows.recent());
        nowNs.addAndGet(SECOND / 2);
        ServerStats second = windows.recent();

        assertNotSame(first, second);
        assertEquals(10, first.datagramsOut());
        assertEquals(4, second.datagramsOut());
        assertEquals(14, windows.measured().datagramsOut());
    }

    @Test
    void addsDropsOfSeveralSourcesByReason() {
        AtomicLong replays = new AtomicLong(2);
        meters.addDrops(() -> Map.of("replayed", replays.get(), "truncated", 1L));
        meters.addDrops(() -> Map.of("replayed", 5L));
        windows.restartMeasuring();
        replays.addAndGet(3);

        assertEquals(Map.of("replayed", 3L, "truncated", 0L), windows.measured().drops());
    }

    @Test
    void emptyWindowHasNoFiguresInsteadOfNonsense() {
        ServerStats stats = windows.measured();

        assertEquals(0, stats.tickMsP99());
        assertEquals(0, stats.snapshotAgeMsMax());
        assertEquals(0, stats.tickHz());
        assertEquals(0, stats.allocatedBytesPerTick());
    }

    @Test
    void timesOutOfRangeCountAsTheNearestEnd() {
        meters.world().tick(-5, nowNs.get());
        meters.world().tick(Long.MAX_VALUE, nowNs.get());

        ServerStats stats = windows.measured();

        assertEquals(2, stats.tickCount());
        assertEquals(60_000, stats.tickMsMax(), 60);
    }

    @Test
    void seesWhatTheLoopThreadAllocates() throws InterruptedException {
        byte[][] kept = new byte[100][];
        Thread loop =
                new Thread(() -> {
                    meters.world().started();
                    for (int i = 0; i < kept.length; i++) {
                        kept[i] = new byte[10_000];
                        meters.world().tick(MS, nowNs.get());
                    }
                    windows.measured();
                });
        loop.start();
        loop.join();

        double perTick = windows.measured().allocatedBytesPerTick();

        assertTrue(perTick >= 10_000, () -> "allocatedBytesPerTick=" + perTick);
        assertEquals(10_000, kept[99].length);
    }

    @Test
    void reportsTheProcessItself() {
        meters.runsOn("nio", "jdk");
        ServerStats stats = windows.measured();

        assertTrue(stats.heapUsedMb() > 1, stats::toString);
        Double rssMb = stats.rssMb();
        assertTrue(rssMb == null || rssMb > 1, stats::toString);
        assertEquals(3, stats.threadCpuSeconds().size());
        assertEquals("nio", stats.udpDriver());
        assertEquals("jdk", stats.cipher());
        assertEquals(Runtime.getRuntime().availableProcessors(), stats.cores());
    }

    @Test
    void readsResidentMemoryFromProc() {
        assertEquals(
                123_456L * 1024, ProcessFigures.rssBytes("Name: java\nVmRSS:\t  123456 kB\nX: 1"));
        assertEquals(ProcessFigures.UNKNOWN, ProcessFigures.rssBytes("Name: java\n"));
    }
}
