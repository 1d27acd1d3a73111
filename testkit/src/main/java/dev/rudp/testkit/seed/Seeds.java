package dev.rudp.testkit.seed;

import java.util.Locale;

/// Runs a property for many seeds.
///
/// ```java
/// @Test
/// void roundTripsEveryHeader() {
///     Seeds.forEach(1_000, random -> { … });
/// }
/// ```
///
/// Without options the seeds are the same in every run, so that a build never fails by chance. A
/// failure prints a line to paste, which repeats the failing case alone. Options:
///
/// - `-Drudp.seed=0x2a`: begin with this seed, and run it alone unless runs are given;
/// - `-Drudp.seed=random`: begin somewhere new, to explore;
/// - `-Drudp.runs=10000`: so many cases per property, instead of the property's own number; how far
///   it has come is printed every ten seconds.
public final class Seeds {
    private static final String DEFAULT_SEED = "0x7275647073656564";
    private static final long PROGRESS_NS = 10_000_000_000L;

    private Seeds() {}

    /// What must hold for one case. All randomness comes from `random`.
    @FunctionalInterface
    public interface Property {
        void check(SeededRandom random) throws Exception;
    }

    /// Checks `property` for `runs` seeds, or as many as the options say.
    ///
    /// @throws AssertionError on the first case that fails, with the line that repeats it
    public static void forEach(int runs, Property property) {
        String seedOption = System.getProperty("rudp.seed", "");
        String runsOption = System.getProperty("rudp.runs", "");
        long first = firstSeed(seedOption);
        int count = runCount(runs, seedOption, runsOption);
        long saidNs = System.nanoTime();
        for (int i = 0; i < count; i++) {
            if (!runsOption.isEmpty() && System.nanoTime() - saidNs >= PROGRESS_NS) {
                saidNs = System.nanoTime();
                System.out.printf(Locale.ROOT, "%,d of %,d seeds: %s%n", i, count, test());
            }
            // Case 0 is the seed itself: that is what makes the printed line work.
            long seed = i == 0 ? first : SeededRandom.mix(first + i);
            try {
                property.check(new SeededRandom(seed));
            } catch (Exception | AssertionError failure) {
                String line = "repeat with: " + command(seed);
                System.err.println(line);
                throw new AssertionError(
                        failure.getMessage() + System.lineSeparator() + line, failure);
            }
        }
    }

    static long firstSeed(String option) {
        return switch (option) {
            case "" -> parse(DEFAULT_SEED);
            case "random" -> SeededRandom.mix(System.nanoTime() ^ ProcessHandle.current().pid());
            default -> parse(option);
        };
    }

    static int runCount(int asked, String seedOption, String runsOption) {
        if (!runsOption.isEmpty()) {
            return Integer.parseInt(runsOption);
        }
        return seedOption.isEmpty() || seedOption.equals("random") ? asked : 1;
    }

    private static long parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith("0x")
                ? Long.parseUnsignedLong(lower.substring(2), 16)
                : Long.parseLong(lower);
    }

    private static String command(long seed) {
        return "./rudp test -Drudp.seed=0x" + Long.toHexString(seed) + " -Dtest=" + test();
    }

    private static String test() {
        // JUnit calls a test method by reflection: the last frame before that is the method.
        return StackWalker.getInstance(StackWalker.Option.SHOW_REFLECT_FRAMES)
                .walk(frames ->
                        frames.takeWhile(frame -> !isReflection(frame))
                                .filter(Seeds::isTestCode)
                                .reduce((inner, outer) -> outer))
                .map(Seeds::selector)
                .orElse("*");
    }

    private static boolean isReflection(StackWalker.StackFrame frame) {
        String name = frame.getClassName();
        return name.startsWith("jdk.internal.reflect.") || name.startsWith("java.lang.reflect.");
    }

    private static boolean isTestCode(StackWalker.StackFrame frame) {
        String name = frame.getClassName();
        return !name.equals(Seeds.class.getName())
                && !name.startsWith("java.")
                && !name.startsWith("org.junit.")
                && !frame.getMethodName().startsWith("lambda$");
    }

    private static String selector(StackWalker.StackFrame frame) {
        String name = frame.getClassName();
        return name.substring(name.lastIndexOf('.') + 1) + "#" + frame.getMethodName();
    }
}
