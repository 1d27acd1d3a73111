package dev.rudp.cli;

import dev.rudp.game.map.MapException;
import dev.rudp.server.config.SettingProblem;
import dev.rudp.server.config.SettingsException;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns what went wrong into one clear line per mistake and an exit code; never a stack trace for
/// what a person can mend.
final class Mistakes {
    private Mistakes() {}

    /// A command line that cannot be understood.
    static int explain(ParameterException mistake, String[] args) {
        CommandLine command = mistake.getCommandLine();
        StringBuilder line =
                new StringBuilder(command.getCommandSpec().qualifiedName()).append(": ");
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            line.append("unknown ").append(kind(unmatched)).append(" `");
            line.append(unmatched.getUnmatched().getFirst()).append('`');
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty()) {
                line.append("; did you mean ").append(suggestions.getFirst()).append('?');
            }
        } else {
            line.append(String.valueOf(mistake.getMessage()).lines().findFirst().orElse(""));
        }
        line.append(" (").append(command.getCommandSpec().qualifiedName()).append(" --help)");
        command.getErr().println(line);
        return Rudp.MISUSED;
    }

    /// A program that did not do what it was asked for.
    static int explain(Exception failure, CommandLine command, ParseResult parsed)
            throws Exception {
        String name = command.getCommandSpec().qualifiedName();
        List<String> lines = lines(failure);
        if (lines.isEmpty()) {
            throw failure;
        }
        lines.forEach(line -> command.getErr().println(name + ": " + line));
        return failure instanceof IOException ? Rudp.FAILED : Rudp.MISUSED;
    }

    /// {@return what to tell; nothing when this is a fault of ours and not of the world or the
    /// user}
    private static List<String> lines(Exception failure) {
        return switch (failure) {
            case SettingsException settings ->
                    settings.problems().stream().map(SettingProblem::toString).toList();
            case MapException map -> String.valueOf(map.getMessage()).lines().toList();
            case IllegalArgumentException misuse -> List.of(String.valueOf(misuse.getMessage()));
            case IOException world -> List.of(String.valueOf(world.getMessage()));
            default -> List.of();
        };
    }

    private static String kind(UnmatchedArgumentException unmatched) {
        if (unmatched.isUnknownOption()) {
            return "option";
        }
        return unmatched.getCommandLine().getSubcommands().isEmpty() ? "argument" : "command";
    }
}
