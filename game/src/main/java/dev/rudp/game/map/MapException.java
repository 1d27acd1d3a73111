package dev.rudp.game.map;

import java.util.List;
import java.util.stream.Collectors;

/// A map file that cannot be used. The message names the file and lists every problem found, one a
/// line; nothing of the map was loaded.
public final class MapException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Problems beyond this number are counted, not listed.
    static final int MAX_LISTED = 50;

    private final transient List<MapProblem> problems;

    public MapException(String source, List<MapProblem> problems) {
        super(message(source, problems));
        this.problems = List.copyOf(problems);
    }

    public List<MapProblem> problems() {
        return problems;
    }

    private static String message(String source, List<MapProblem> problems) {
        String listed =
                problems.stream()
                        .limit(MAX_LISTED)
                        .map(problem -> "  " + problem)
                        .collect(Collectors.joining("\n"));
        int more = problems.size() - MAX_LISTED;
        return "map "
                + source
                + " has "
                + problems.size()
                + (problems.size() == 1 ? " problem:\n" : " problems:\n")
                + listed
                + (more > 0 ? "\n  and " + more + " more" : "");
    }
}
