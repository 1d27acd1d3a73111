package dev.rudp.transport.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rudp.testkit.fuzz.FuzzRunner;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// What `./rudp fuzz TARGET --seconds N` runs; no part of the tests.
class FuzzRun {
    @Test
    void findsNothing() throws IOException, InterruptedException {
        String target = System.getProperty("fuzz.target", "");
        assumeTrue(new TransportFuzz().targets().containsKey(target));
        int seconds = Integer.getInteger("fuzz.seconds", 60);
        assertTrue(new FuzzRunner(new TransportFuzz(), System.out).run(target, seconds));
    }
}
