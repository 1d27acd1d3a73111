package dev.rudp.loadtest.report;

/// What stands last when a test says nothing: too large to be overlooked by who only sees the end.
public final class Banner {
    /// Five lines; the exit code is that of [dev.rudp.loadtest.LoadTest].
    public static final String INVALID =
            """

            ################################################################################
            ##                                                                            ##
            ##   I N V A L I D   -   this run says nothing about the server. Exit code 3. ##
            ##                                                                            ##
            ################################################################################
            """;

    private Banner() {}
}
