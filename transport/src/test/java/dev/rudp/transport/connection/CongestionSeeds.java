package dev.rudp.transport.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;

/// One scenario from one seed, or from as many as `-Dcongestion.seeds=N` says: then it prints the
/// least, the middle and the greatest of each figure. Seed 1 is the one that the constants of
/// congestion control were first chosen with; the others begin where `-Dcongestion.seed=N` says.
final class CongestionSeeds {
    private static final int SEEDS = Integer.getInteger("congestion.seeds", 0);

    /// 1,001 to 1,020 were used to choose constants too; these were not.
    private static final long FIRST_SEED = Long.getLong("congestion.seed", 5_001);

    private final String scenario;
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private long seed;

    CongestionSeeds(String scenario) {
        this.scenario = scenario;
    }

    void forEach(LongConsumer run) {
        for (int i = 0; i < Math.max(1, SEEDS); i++) {
            seed = SEEDS == 0 ? 1 : FIRST_SEED + i;
            run.accept(seed);
        }
    }

    void note(String name, double figure) {
        figures.computeIfAbsent(name, any -> new ArrayList<>()).add(figure);
    }

    void atLeast(String name, double figure, double bound) {
        note(name, figure);
        if (!(figure >= bound)) {
            wrong.add("seed %d: %s %.3f < %s".formatted(seed, name, figure, bound));
        }
    }

    void atMost(String name, double figure, double bound) {
        note(name, figure);
        if (!(figure <= bound)) {
            wrong.add("seed %d: %s %.3f > %s".formatted(seed, name, figure, bound));
        }
    }

    /// Prints what was asked for, and fails if a bound was missed from any seed.
    void judge() {
        if (SEEDS > 0) {
            StringBuilder line = new StringBuilder("ADR10 " + scenario);
            figures.forEach((name, values) -> {
                List<Double> sorted = values.stream().sorted().toList();
                line.append(
                        String.format(
                                Locale.ROOT,
                                " | %s %.3f / %.3f / %.3f",
                                name,
                                sorted.getFirst(),
                                sorted.get(sorted.size() / 2),
                                sorted.getLast()));
            });
            System.out.println(line);
        }
        assertEquals(List.of(), wrong, scenario);
    }
}
