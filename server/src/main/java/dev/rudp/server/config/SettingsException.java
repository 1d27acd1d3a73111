package dev.rudp.server.config;

import java.util.List;
import java.util.stream.Collectors;

/// The configuration cannot be used. The message has one line per problem, all of them.
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<SettingProblem> problems;

    SettingsException(List<SettingProblem> problems) {
        super(problems.stream().map(SettingProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<SettingProblem> problems() {
        return problems;
    }
}
