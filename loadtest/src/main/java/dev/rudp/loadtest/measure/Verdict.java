package dev.rudp.loadtest.measure;

import java.util.List;
import java.util.Locale;

/// The end of a load test.
///
/// @param reasons why it is not `PASSED`, one sentence each; empty when it is
public record Verdict(Result result, List<Target> targets, List<String> reasons) {
    /// `INVALID` is neither good nor bad: the load was not what was asked for, so the figures say
    /// nothing about the server.
    public enum Result {
        PASSED,
        FAILED,
        INVALID;

        /// {@return the word that reports use}
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Verdict {
        targets = List.copyOf(targets);
        reasons = List.copyOf(reasons);
    }
}
