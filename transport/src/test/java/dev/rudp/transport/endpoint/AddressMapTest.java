package dev.rudp.transport.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import dev.rudp.transport.datagram.PeerAddress;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddressMapTest {
    /// Few addresses and many removals, so that chains wrap, shift and close again.
    @Test
    void agreesWithAHashMap() {
        Seeds.forEach(
                200,
                random -> {
                    int capacity = 1 + random.nextInt(40);
                    AddressMap map = new AddressMap(capacity, random);
                    Map<PeerAddress, Integer> twin = new HashMap<>();
                    for (int step = 0; step < 1_000; step++) {
                        PeerAddress address = someAddress(random, 2 * capacity);
                        if (random.chance(0.5)) {
                            int value = random.nextInt(1_000) - 500;
                            boolean fits = twin.containsKey(address) || twin.size() < capacity;
                            assertEquals(
                                    fits,
                                    map.put(address.hi(), address.lo(), address.port(), value));
                            if (fits) {
                                twin.put(address, value);
                            }
                        } else {
                            map.remove(address.hi(), address.lo(), address.port());
                            twin.remove(address);
                        }
                        assertEquals(twin.size(), map.size());
                        PeerAddress asked = someAddress(random, 2 * capacity);
                        assertEquals(
                                twin.getOrDefault(asked, AddressMap.NONE),
                                map.find(asked.hi(), asked.lo(), asked.port()));
                    }
                    twin.forEach((address, value) ->
                            assertEquals(
                                    value, map.find(address.hi(), address.lo(), address.port())));
                });
    }

    @Test
    void tellsApartWhatDiffersInOneNumberOnly() {
        AddressMap map = new AddressMap(4, new SeededRandom(1));
        assertTrue(map.put(1, 2, 3, 10));
        assertTrue(map.put(0, 2, 3, 20));
        assertTrue(map.put(1, 0, 3, 30));
        assertTrue(map.put(1, 2, 0, 40));
        assertFalse(map.put(9, 9, 9, 50), "full");
        assertEquals(10, map.find(1, 2, 3));
        assertEquals(20, map.find(0, 2, 3));
        assertEquals(30, map.find(1, 0, 3));
        assertEquals(40, map.find(1, 2, 0));
        assertEquals(AddressMap.NONE, map.find(2, 1, 3));
    }

    private static PeerAddress someAddress(SeededRandom random, int count) {
        int pick = random.nextInt(count);
        return pick % 2 == 0
                ? PeerAddress.v4(0x7F00_0000 + pick, 40_000)
                : new PeerAddress(0x2001_0DB8L << 32, pick / 4, pick);
    }
}
