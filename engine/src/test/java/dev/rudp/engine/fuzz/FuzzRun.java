package dev.rudp.engine.fuzz;

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
        assumeTrue(new EngineFuzz().targets().containsKey(target));
        int seconds = Integer.getInteger("fuzz.seconds", 60);
        assertTrue(new FuzzRunner(new EngineFuzz(), System.out).run(target, seconds));
    }
}
