package dev.rudp.transport.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.allocation.AllocationMeter;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import dev.rudp.transport.datagram.PeerAddress;
import org.junit.jupiter.api.Test;

class PrefixBudgetTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private final PrefixBudget budget = new PrefixBudget(100, 2, new SeededRandom(1), 0);

    @Test
    void aNetworkHasABurstAndThenItsRate() {
        assertEquals(200, taken(v4(0x0A00_0001), 1_000, SECOND_NS));
        assertEquals(100, taken(v4(0x0A00_0002), 1_000, 2 * SECOND_NS), "of one network");
        assertEquals(1, taken(v4(0x0A00_0003), 1_000, 2 * SECOND_NS + 10_000_000));
        assertEquals(200, taken(v4(0x0A00_0101), 1_000, 2 * SECOND_NS), "of the next one");
    }

    @Test
    void aNetworkIsTheFirst24BitsOfV4AndThe56OfV6() {
        assertEquals(NetworkPrefix.of(0, v4(0x0A01_0200)), NetworkPrefix.of(0, v4(0x0A01_02FF)));
        assertTrue(NetworkPrefix.of(0, v4(0x0A01_0200)) != NetworkPrefix.of(0, v4(0x0A01_0300)));
        long home = 0x2001_0DB8_1234_5600L;
        assertEquals(NetworkPrefix.of(home, 1), NetworkPrefix.of(home | 0xFF, -1));
        assertTrue(NetworkPrefix.of(home, 1) != NetworkPrefix.of(home + 0x100, 1));
    }

    /// A thousand networks at their limit take every place they can reach; of others fewer than one
    /// in a hundred suffers, and never for longer than an epoch.
    @Test
    void attackersInManyNetworksLockOutFewAndNotForLong() {
        Seeds.forEach(
                20,
                random -> {
                    PrefixBudget table = new PrefixBudget(100, 2, random, 0);
                    long firstNs = PrefixBudget.EPOCH_NS - 3 * SECOND_NS;
                    attack(table, firstNs);
                    boolean[] lockedOut = new boolean[1_000];
                    int locked = 0;
                    for (int i = 0; i < lockedOut.length; i++) {
                        lockedOut[i] = !table.tryTake(0, v4(0x0B00_0000 + (i << 8)), firstNs);
                        locked += lockedOut[i] ? 1 : 0;
                    }
                    int count = locked;
                    assertTrue(count < 10, () -> "locked out: " + count);
                    long laterNs = firstNs + 4 * SECOND_NS;
                    attack(table, laterNs);
                    int still = 0;
                    for (int i = 0; i < lockedOut.length; i++) {
                        if (lockedOut[i]
                                && !table.tryTake(0, v4(0x0B00_0000 + (i << 8)), laterNs)) {
                            still++;
                        }
                    }
                    assertEquals(0, still);
                });
    }

    /// One request from each of two hundred thousand networks, as forged sources bring them every
    /// second, uses nothing up.
    @Test
    void forgedSourcesAllOverTheWorldLockNobodyOut() {
        SeededRandom random = new SeededRandom(3);
        for (int i = 0; i < 200_000; i++) {
            budget.tryTake(0, v4(random.nextInt()), SECOND_NS + i * 5_000L);
        }
        int locked = 0;
        for (int i = 0; i < 1_000; i++) {
            locked += budget.tryTake(0, v4(random.nextInt()), 2 * SECOND_NS) ? 0 : 1;
        }
        assertEquals(0, locked);
    }

    @Test
    void aFullNetworkRecoversAndNegativeTimesAreTimesToo() {
        long nowNs = -5 * SECOND_NS;
        PrefixBudget early = new PrefixBudget(10, 2, new SeededRandom(1), nowNs);
        for (int i = 0; i < 20; i++) {
            assertTrue(early.tryTake(1L << 60, 0, nowNs));
        }
        assertFalse(early.tryTake(1L << 60, 0, nowNs));
        assertTrue(early.tryTake(1L << 60, 0, nowNs + 100_000_000));
    }

    @Test
    void allocatesNothing() {
        long[] nowNs = {0};
        AllocationMeter.assertZero(
                20_000, 5_000, () -> budget.tryTake(nowNs[0] << 40, 0, nowNs[0] += 1_000_000));
    }

    private static void attack(PrefixBudget table, long nowNs) {
        for (int network = 0; network < 1_000; network++) {
            int taken = 0;
            while (taken < 200 && table.tryTake(0, v4(0x0C00_0000 + (network << 8)), nowNs)) {
                taken++;
            }
        }
    }

    private int taken(long lo, int tries, long nowNs) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += budget.tryTake(0, lo, nowNs) ? 1 : 0;
        }
        return taken;
    }

    private static long v4(int address) {
        return PeerAddress.v4Lo(address);
    }
}
