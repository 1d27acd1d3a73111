package dev.rudp.loadtest.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.transport.datagram.PeerAddress;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BotAddressesTest {
    @Test
    void everyBotHasAnAddressOfItsOwnThatLeadsBackToIt() {
        Set<Long> seen = new HashSet<>();
        for (int index = 0; index < 100_000; index++) {
            long lo = BotAddresses.lo(index);
            assertTrue(seen.add(lo), "index=" + index);
            assertEquals(index, BotAddresses.index(0, lo));
        }
    }

    @Test
    void neighboursLiveInDifferentNetworks() {
        assertEquals("127.1.1.1:9", new PeerAddress(0, BotAddresses.lo(0), 9).toString());
        assertEquals("127.2.1.1:9", new PeerAddress(0, BotAddresses.lo(1), 9).toString());
        assertEquals("127.1.2.1:9", new PeerAddress(0, BotAddresses.lo(254), 9).toString());
    }

    @Test
    void foreignAddressesAreNobodys() {
        assertEquals(-1, BotAddresses.index(0, PeerAddress.v4Lo(0x7F000001)));
        assertEquals(-1, BotAddresses.index(0, PeerAddress.v4Lo(0x0A010101)));
        assertEquals(-1, BotAddresses.index(0, PeerAddress.v4Lo(0x7FFF0101)));
        assertEquals(-1, BotAddresses.index(1, BotAddresses.lo(3)));
    }
}
