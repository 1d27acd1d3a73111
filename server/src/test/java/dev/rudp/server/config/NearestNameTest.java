package dev.rudp.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    @Test
    void countsEdits() {
        assertEquals(0, NearestName.edits("tick", "tick"));
        assertEquals(3, NearestName.edits("kitten", "sitting"));
        assertEquals(4, NearestName.edits("", "tick"));
    }

    @Test
    void findsTheNearestAndLeavesStrangersAlone() {
        List<String> known = List.of("world.tick-hz", "world.seed", "udp.port");

        assertEquals(Optional.of("world.tick-hz"), NearestName.of("world.tickhz", known));
        assertEquals(Optional.of("udp.port"), NearestName.of("port", known));
        assertEquals(Optional.empty(), NearestName.of("database.password", known));
    }
}
