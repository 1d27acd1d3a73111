package dev.rudp.game.content;

import dev.rudp.game.declare.ContentProblem;
import java.util.List;
import java.util.stream.Collectors;

/// A pack that cannot be used. The message lists every problem, one a line; nothing of the pack was
/// loaded.
public final class ContentException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ContentProblem> problems;

    ContentException(List<ContentProblem> problems) {
        super(problems.stream().map(ContentProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<ContentProblem> problems() {
        return problems;
    }
}
