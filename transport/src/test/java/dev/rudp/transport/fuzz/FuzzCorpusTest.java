package dev.rudp.transport.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rudp.testkit.fuzz.FuzzCorpus;
import dev.rudp.testkit.fuzz.FuzzTarget;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What `./rudp fuzz` found worth keeping is tried again on every build.
class FuzzCorpusTest {
    @TestFactory
    Stream<DynamicTest> everyKeptInputKeepsThePromiseOf() {
        return new TransportFuzz()
                .targets().entrySet().stream()
                        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> replay(entry)));
    }

    private static void replay(Map.Entry<String, FuzzTarget> entry) throws IOException {
        FuzzCorpus corpus = FuzzCorpus.of(entry.getKey());
        assertFalse(corpus.inputs().isEmpty(), "there is no corpus");
        corpus.replay(entry.getValue());
    }
}
