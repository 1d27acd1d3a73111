package dev.rudp.loadtest.conformance;

import java.io.IOException;

/// One rule and how to try it.
///
/// @param rule what a conforming server does
/// @param section of docs/protocol.md
record Check(String rule, String section, Trial trial) {
    /// Tries the rule on the server of a lab.
    @FunctionalInterface
    interface Trial {
        Outcome run(Lab lab) throws IOException, InterruptedException;
    }
}
