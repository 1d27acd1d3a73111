package dev.rudp.server.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.allocation.AllocationMeter;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SingleWriterTest {
    private static final int EVENTS = 200_000;

    @Test
    void readersLoseNothingWhileTheWriterGoesOn() throws InterruptedException {
        ServerMeters meters = new ServerMeters(60, 1);
        AtomicBoolean done = new AtomicBoolean();
        try (MeterWindows windows = new MeterWindows(meters)) {
            Thread writer =
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 0; i < EVENTS; i++) {
                                    meters.shard(0).snapshot(i * 100L);
                                    meters.shard(0).sent(1, 350);
                                }
                                done.set(true);
                            });
            long last = 0;
            while (!done.get()) {
                ServerStats stats = windows.measured();
                assertTrue(stats.datagramsOut() >= last, "a counter went back");
                last = stats.datagramsOut();
            }
            writer.join();

            assertEquals(EVENTS, windows.measured().snapshots());
            assertEquals(EVENTS, windows.measured().datagramsOut());
            assertEquals(EVENTS * 350L, windows.measured().bytesOut());
        }
    }

    @Test
    void writingAllocatesNothing() {
        ServerMeters meters = new ServerMeters(60, 1);

        AllocationMeter.assertZero(
                20_000,
                10_000,
                () -> {
                    meters.world().tick(2_000_000, 1);
                    meters.world().inputsStarved(1);
                    meters.world().entities(2_000);
                    meters.shard(0).received(64, 4_000);
                    meters.shard(0).sent(64, 20_000);
                    meters.shard(0).snapshot(700_000);
                    meters.shard(0).rtt(12_000_000);
                    meters.shard(0).sessions(1, 2);
                });

        assertTrue(meters.world().tickCount() >= 30_000, "the code under test did not run");
    }
}
