package dev.rudp.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.transport.datagram.DatagramBatch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrayDatagramsTest {
    private final StrayDatagrams strays = new StrayDatagrams();

    @Test
    void givesBackWhatWasPutInOnce() {
        assertFalse(strays.isWaiting());
        put(7);
        put(8);
        assertTrue(strays.isWaiting());
        DatagramBatch taken = strays.take();
        assertEquals(2, taken.size());
        assertEquals(8, taken.bytes()[taken.offset(1)]);
        assertEquals(3, taken.length(1));
        assertEquals(11, taken.peerHi(1));
        assertEquals(12, taken.peerLo(1));
        assertEquals(13, taken.peerPort(1));
        assertFalse(strays.isWaiting());
        assertEquals(0, strays.take().size());
    }

    @Test
    void losesAndCountsWhatFindsNoRoom() {
        for (int i = 0; i < StrayDatagrams.CAPACITY + 5; i++) {
            put(i);
        }
        strays.put(new byte[2_000], 0, 2_000, 0, 0, 0);
        assertEquals(6, strays.lost());
        assertEquals(StrayDatagrams.CAPACITY, strays.take().size());
        put(1);
        assertEquals(1, strays.take().size(), "and has room again");
    }

    @Test
    void threadsThatPutAtTheSameTimeLoseNothingUncounted() throws InterruptedException {
        int each = 20_000;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int n = 0; n < each; n++) {
                                    put(1);
                                }
                            }));
        }
        long taken = 0;
        while (threads.stream().anyMatch(Thread::isAlive)) {
            taken += strays.take().size();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        taken += strays.take().size();
        assertEquals(3L * each, taken + strays.lost());
    }

    private void put(int first) {
        strays.put(new byte[] {0, (byte) first, 2, 3}, 1, 3, 11, 12, 13);
    }
}
