package dev.rudp.game.declare;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Names in content files: how they are written, and which one somebody meant who mistyped it.
final class Names {
    /// What an id looks like.
    static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,47}");

    private Names() {}

    /// {@return `maxHealth` or `MAX_HEALTH` as `max-health`}
    static String dashed(String name) {
        if (name.equals(name.toUpperCase(Locale.ROOT))) {
            return name.toLowerCase(Locale.ROOT).replace('_', '-');
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c) && i > 0) {
                out.append('-');
            }
            out.append(Character.toLowerCase(c));
        }
        return out.toString();
    }

    /// {@return the candidate with the fewest edits from `typed`, if those are few}
    static Optional<String> nearest(String typed, Collection<String> candidates) {
        return candidates.stream()
                .min(
                        Comparator.comparingInt((String known) -> edits(typed, known))
                                .thenComparing(Comparator.naturalOrder()))
                .filter(known -> edits(typed, known) <= Math.max(2, known.length() / 3));
    }

    /// Levenshtein's distance, two rows at a time.
    private static int edits(String from, String to) {
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
