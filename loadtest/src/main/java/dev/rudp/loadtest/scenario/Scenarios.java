package dev.rudp.loadtest.scenario;

import dev.rudp.server.config.NearestName;
import java.util.List;
import java.util.stream.Collectors;

/// All scenarios that there are, by name.
public final class Scenarios {
    private static final List<Scenario> ALL =
            List.of(new Walk(), new Crowd(), new Flock(), new Teleport());

    private Scenarios() {}

    public static List<Scenario> all() {
        return ALL;
    }

    /// @throws IllegalArgumentException if there is none; the message names the nearest
    public static Scenario named(String name) {
        return ALL.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private static IllegalArgumentException unknown(String name) {
        List<String> names = ALL.stream().map(Scenario::name).toList();
        String nearest =
                NearestName.of(name, names).map(near -> "; did you mean " + near + "?").orElse("");
        return new IllegalArgumentException(
                names.stream()
                        .collect(
                                Collectors.joining(
                                        ", ", "scenario=" + name + " is not one of ", nearest)));
    }
}
