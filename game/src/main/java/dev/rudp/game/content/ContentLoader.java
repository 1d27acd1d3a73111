package dev.rudp.game.content;

import dev.rudp.game.declare.Binder;
import dev.rudp.game.declare.ContentProblem;
import dev.rudp.game.declare.Tree;
import dev.rudp.game.declare.TreeReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a pack, all or nothing. Twice over the files: the first pass gathers the names, so that
/// the second can check every reference where it stands. Used once, on any thread but the world's.
public final class ContentLoader {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,47}");
    private static final int MAX_NAMES = 4_096;

    /// A declaration before it is bound.
    record Source(String file, int line, String name, Tree tree) {}

    private final int tickHz;
    private final @Nullable Content previous;
    private final List<ContentProblem> problems = new ArrayList<>();
    private final Map<Section, SortedMap<String, Source>> sources = new EnumMap<>(Section.class);
    private final Map<Section, List<String>> names = new EnumMap<>(Section.class);
    private final Map<Section, @Nullable Record[]> defs = new EnumMap<>(Section.class);
    private final Map<Section, boolean[]> retired = new EnumMap<>(Section.class);
    private long hash = 0xCBF29CE484222325L;

    private ContentLoader(int tickHz, @Nullable Content previous) {
        this.tickHz = tickHz;
        this.previous = previous;
        for (Section section : Section.values()) {
            sources.put(section, new TreeMap<>());
        }
    }

    /// {@return the pack in that folder}
    ///
    /// @param tickHz the world's ticks a second, for everything that has a duration
    /// @throws ContentException with every problem of every file
    public static Content load(Path pack, int tickHz) throws ContentException {
        return new ContentLoader(tickHz, null).load(pack);
    }

    /// {@return the pack in that folder, as the successor of a loaded one}
    ///
    /// Names that both have keep their numbers, new names get new ones, and names that are gone are
    /// *retired*: they keep their number and last declaration, so that nothing in a running world
    /// points into nothing. Stats cannot come or go, since every actor has a value of each.
    ///
    /// @throws ContentException with every problem; `previous` stays as good as it was
    public static Content reload(Path pack, Content previous) throws ContentException {
        return new ContentLoader(previous.tickHz(), previous).load(pack);
    }

    private Content load(Path pack) throws ContentException {
        PackFiles.read(pack, problems).forEach(this::gather);
        for (Section section : Section.values()) {
            number(section);
        }
        Map<String, List<String>> known = new HashMap<>();
        names.forEach((section, list) -> known.put(section.key(), list));
        for (Section section : Section.values()) {
            bind(section, known);
        }
        // What belongs together is looked at only where each part is right by itself.
        new ContentChecks(names, defs, sources, problems::add).check();
        if (!problems.isEmpty()) {
            problems.sort(
                    Comparator.comparing(ContentProblem::file)
                            .thenComparingInt(ContentProblem::line)
                            .thenComparing(ContentProblem::key));
            throw new ContentException(problems);
        }
        return new Content(names, defs, retired, tickHz, hash);
    }

    private void gather(String file, byte[] yaml) {
        digest(file.getBytes(StandardCharsets.UTF_8));
        digest(yaml);
        String first = file.split("[/.]", 2)[0];
        Section section = null;
        for (Section candidate : Section.values()) {
            section = candidate.key().equals(first) ? candidate : section;
        }
        if (section == null) {
            problem(file, 0, "", "no section", "one of " + String.join(", ", Section.keys()));
            return;
        }
        Tree tree = TreeReader.read(file, yaml, problems::add);
        if (tree == null) {
            return;
        }
        if (!section.isNamed()) {
            put(section, new Source(file, tree.line(), "", tree));
        } else if (tree instanceof Tree.Mapping mapping) {
            for (Tree.Entry entry : mapping.entries()) {
                if (ID.matcher(entry.key()).matches()) {
                    put(section, new Source(file, entry.line(), entry.key(), entry.value()));
                } else {
                    String expected = "lower-case letters, digits and '-'";
                    problem(file, entry.line(), entry.key(), "that name", expected);
                }
            }
        } else {
            problem(file, tree.line(), "", tree.found(), "names with what they are");
        }
    }

    private void put(Section section, Source source) {
        Source before = sourcesOf(section).putIfAbsent(source.name(), source);
        if (before != null) {
            String found = "declared in " + before.file() + ":" + before.line() + " too";
            problem(source.file(), source.line(), source.name(), found, "one declaration");
        }
    }

    /// Names in order, those of the version before first.
    private void number(Section section) {
        List<String> list = new ArrayList<>();
        SortedMap<String, Source> found = sourcesOf(section);
        if (previous != null) {
            list.addAll(previous.names(section));
        }
        found.keySet().stream().filter(name -> !list.contains(name)).forEach(list::add);
        if (section == Section.STATS && otherStats(list.size(), found.size())) {
            String expected = "the stats of the running world: " + previousStats();
            problem(section.key(), 0, "", "other stats", expected);
        }
        if (found.isEmpty() && isNeeded(section)) {
            problem(section.key() + ".yaml", 0, "", "no such file", "the " + section.key());
        }
        if (list.size() > MAX_NAMES) {
            problem(section.key(), 0, "", list.size() + " names", "at most " + MAX_NAMES);
        }
        names.put(section, List.copyOf(list));
    }

    /// {@return whether stats have come or gone since the version before}
    private boolean otherStats(int all, int found) {
        return previous != null && (all != previous.statCount() || found != all);
    }

    private String previousStats() {
        return previous == null ? "" : String.join(", ", previous.names(Section.STATS));
    }

    private static boolean isNeeded(Section section) {
        return switch (section) {
            case STATS, SCHOOLS, SKILLS, CLASSES, ZONES, WORLD, LEVELS -> true;
            case EFFECTS, SETS, ITEMS, LOOT, NPCS, SPAWNS, TASKS, RULES -> false;
        };
    }

    private void bind(Section section, Map<String, List<String>> known) {
        List<String> list = names.getOrDefault(section, List.of());
        @Nullable Record[] records = new @Nullable Record[list.size()];
        boolean[] gone = new boolean[list.size()];
        for (int id = 0; id < records.length; id++) {
            Source source = sourcesOf(section).get(list.get(id));
            if (source != null) {
                Binder binder = new Binder(source.file(), tickHz, known, problems::add);
                records[id] = binder.bind(section.type(), source.tree(), source.name());
            } else if (previous != null) {
                records[id] = previous.def(section, id);
                gone[id] = section.isNamed();
            }
        }
        if (section == Section.RULES && records.length == 0) {
            // Every key of the rules has a value of its own.
            Tree empty = new Tree.Mapping(0, List.of());
            Binder binder = new Binder("rules.yaml", tickHz, known, problems::add);
            records = new @Nullable Record[] {binder.bind(section.type(), empty, "")};
        }
        defs.put(section, records);
        retired.put(section, gone);
    }

    private SortedMap<String, Source> sourcesOf(Section section) {
        return sources.getOrDefault(section, new TreeMap<>());
    }

    /// FNV-1a over names and contents.
    private void digest(byte[] bytes) {
        for (byte next : bytes) {
            hash = (hash ^ (next & 0xFF)) * 0x100000001B3L;
        }
        hash = (hash ^ bytes.length) * 0x100000001B3L;
    }

    private void problem(String file, int line, String key, String found, String expected) {
        problems.add(new ContentProblem(file, line, key, found, expected));
    }
}
