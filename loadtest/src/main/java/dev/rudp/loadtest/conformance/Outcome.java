package dev.rudp.loadtest.conformance;

/// What a check found.
record Outcome(Result result, String detail) {
    enum Result {
        OK,
        FAILED,
        /// This server, or what is known about it, does not let us tell.
        SKIPPED
    }

    static Outcome ok(String detail) {
        return new Outcome(Result.OK, detail);
    }

    static Outcome failed(String detail) {
        return new Outcome(Result.FAILED, detail);
    }

    static Outcome skipped(String why) {
        return new Outcome(Result.SKIPPED, why);
    }

    static Outcome of(boolean holds, String detail) {
        return holds ? ok(detail) : failed(detail);
    }
}
