package dev.rudp.transport.buffer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BufferPoolTest {
    @Test
    void arraysComeInPowersOfTwo() {
        BufferPool pool = new BufferPool(1 << 22);
        int[] asked = {0, 1, 256, 257, 1_024, 1_025, 65_536, 1 << 20};
        int[] given = {256, 256, 256, 512, 1_024, 2_048, 65_536, 1 << 20};
        for (int i = 0; i < asked.length; i++) {
            byte[] buffer = pool.take(asked[i]);
            assertNotNull(buffer);
            assertEquals(given[i], buffer.length);
        }
    }

    @Test
    void aGivenBackArrayIsHandedOutAgain() {
        BufferPool pool = new BufferPool(4_096);
        byte[] first = pool.take(1_000);
        assertNotNull(first);
        assertEquals(1_024, pool.takenBytes());
        pool.give(first);
        assertEquals(0, pool.takenBytes());
        assertEquals(1_024, pool.retainedBytes());
        assertSame(first, pool.take(600));
        assertEquals(0, pool.retainedBytes());
    }

    @Test
    void beyondItsCapacityThereIsNothing() {
        BufferPool pool = new BufferPool(1_024);
        byte[] half = pool.take(512);
        assertNotNull(half);
        assertNotNull(pool.take(512));
        assertNull(pool.take(1));
        pool.give(half);
        assertNotNull(pool.take(256));
        assertThrows(IllegalArgumentException.class, () -> new BufferPool(255));
    }
}
