package dev.rudp.server.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds what somebody meant who mistyped a name.
public final class NearestName {
    private NearestName() {}

    /// {@return the candidate with the fewest edits from `typed`, if that is at most a third of its
    /// length}
    public static Optional<String> of(String typed, Collection<String> candidates) {
        return candidates.stream()
                .min(
                        Comparator.comparingInt((String known) -> edits(typed, known))
                                .thenComparing(Comparator.naturalOrder()))
                .filter(known ->
                        edits(typed, known) <= Math.max(2, known.length() / 3)
                                || known.contains(typed));
    }

    /// Levenshtein's distance, two rows at a time.
    static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
