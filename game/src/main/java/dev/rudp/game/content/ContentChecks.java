package dev.rudp.game.content;

import dev.rudp.game.declare.ContentProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What must hold between the declarations of a pack, beyond that every reference finds its name.
/// Declarations that are wrong by themselves are passed over: their problem is told already.
final class ContentChecks {
    private final Map<Section, List<String>> names;
    private final Map<Section, @Nullable Record[]> defs;
    private final Map<Section, SortedMap<String, ContentLoader.Source>> sources;
    private final Consumer<ContentProblem> problems;

    ContentChecks(
            Map<Section, List<String>> names,
            Map<Section, @Nullable Record[]> defs,
            Map<Section, SortedMap<String, ContentLoader.Source>> sources,
            Consumer<ContentProblem> problems) {
        this.names = names;
        this.defs = defs;
        this.sources = sources;
        this.problems = problems;
    }

    void check() {
        checkStats();
        checkEffects();
        checkSkills();
        checkTrees();
        checkNpcs();
        checkPlaces();
    }

    private void checkStats() {
        Map<StatRole, String> taken = new HashMap<>();
        boolean allRight = true;
        for (int id = 0; id < count(Section.STATS); id++) {
            StatDef stat = def(Section.STATS, id, StatDef.class);
            if (stat == null) {
                allRight = false;
                continue;
            }
            if (stat.role() != StatRole.NONE) {
                String before = taken.put(stat.role(), name(Section.STATS, id));
                if (before != null) {
                    problem(Section.STATS, id, "role", "that of " + before, "a role of its own");
                }
            }
            for (int i = 0; i < stat.from().size(); i++) {
                StatDef base = def(Section.STATS, stat.from().id(i), StatDef.class);
                if (base != null && base.from().size() > 0) {
                    String key = "from." + name(Section.STATS, stat.from().id(i));
                    problem(Section.STATS, id, key, "a derived stat", "a primary one");
                }
            }
        }
        for (StatRole role : StatRole.values()) {
            if (allRight && role != StatRole.NONE && !taken.containsKey(role)) {
                String word = role.name().toLowerCase(Locale.ROOT).replace('_', '-');
                problems.accept(
                        new ContentProblem(
                                "stats.yaml", 0, "", "no stat with role " + word, "exactly one"));
            }
        }
    }

    /// Auras and what effects do each time must not put on the effect itself: it would never end.
    private void checkEffects() {
        for (int id = 0; id < count(Section.EFFECTS); id++) {
            EffectDef effect = def(Section.EFFECTS, id, EffectDef.class);
            AuraDef aura = effect == null ? null : effect.aura();
            if (aura == null) {
                continue;
            }
            EffectDef given = def(Section.EFFECTS, aura.effect(), EffectDef.class);
            if (given != null && (given.aura() != null || given.duration() == 0)) {
                String found = given.aura() != null ? "an aura of its own" : "no end";
                problem(Section.EFFECTS, id, "aura.effect", found, "an effect that ends, no aura");
            }
        }
    }

    private void checkSkills() {
        for (int id = 0; id < count(Section.SKILLS); id++) {
            SkillDef skill = def(Section.SKILLS, id, SkillDef.class);
            if (skill != null && skill.use() instanceof Use.Toggle toggle) {
                EffectDef effect = def(Section.EFFECTS, toggle.effect(), EffectDef.class);
                if (effect != null && effect.duration() > 0) {
                    String found = "an effect that ends by itself";
                    problem(Section.SKILLS, id, "use.effect", found, "one of duration-seconds 0");
                }
            }
        }
    }

    private void checkTrees() {
        for (int id = 0; id < count(Section.CLASSES); id++) {
            ClassDef type = def(Section.CLASSES, id, ClassDef.class);
            if (type != null) {
                checkTree(id, type.tree());
            }
        }
    }

    private void checkTree(int id, List<TreeNode> tree) {
        Map<Integer, TreeNode> nodes = new TreeMap<>();
        for (int i = 0; i < tree.size(); i++) {
            if (nodes.put(tree.get(i).skill(), tree.get(i)) != null) {
                problem(Section.CLASSES, id, "tree[" + i + "].skill", "it a second time", "once");
            }
        }
        for (int i = 0; i < tree.size(); i++) {
            for (int k = 0; k < tree.get(i).needs().size(); k++) {
                NeedDef need = tree.get(i).needs().get(k);
                String key = "tree[" + i + "].needs[" + k + "]";
                SkillDef skill = def(Section.SKILLS, need.skill(), SkillDef.class);
                if (!nodes.containsKey(need.skill())) {
                    String found = name(Section.SKILLS, need.skill());
                    problem(Section.CLASSES, id, key + ".skill", found, "a skill of this tree");
                } else if (skill != null && need.rank() > skill.ranks()) {
                    String expected = "at most its " + skill.ranks() + " ranks";
                    String found = Integer.toString(need.rank());
                    problem(Section.CLASSES, id, key + ".rank", found, expected);
                }
            }
            if (reaches(nodes, tree.get(i).skill(), tree.get(i).skill(), new HashSet<>())) {
                String found = "a skill that needs itself in the end";
                problem(Section.CLASSES, id, "tree[" + i + "].needs", found, "no circle");
            }
        }
    }

    private static boolean reaches(
            Map<Integer, TreeNode> nodes, int from, int wanted, Set<Integer> seen) {
        TreeNode node = nodes.get(from);
        if (node == null || !seen.add(from)) {
            return false;
        }
        for (NeedDef need : node.needs()) {
            if (need.skill() == wanted || reaches(nodes, need.skill(), wanted, seen)) {
                return true;
            }
        }
        return false;
    }

    /// A summoned NPC that summons its like would fill the world.
    private void checkNpcs() {
        for (int id = 0; id < count(Section.NPCS); id++) {
            NpcDef npc = def(Section.NPCS, id, NpcDef.class);
            for (int i = 0; npc != null && i < npc.skills().size(); i++) {
                SkillDef skill = def(Section.SKILLS, npc.skills().get(i), SkillDef.class);
                if (skill != null && skill.delivery() instanceof Delivery.Summon summon) {
                    NpcDef summoned = def(Section.NPCS, summon.npc(), NpcDef.class);
                    if (summoned != null && summons(summoned)) {
                        String found = "a summoner of summoners";
                        problem(Section.NPCS, id, "skills[" + i + "]", found, "one that ends");
                    }
                }
            }
        }
    }

    private boolean summons(NpcDef npc) {
        for (int i = 0; i < npc.skills().size(); i++) {
            SkillDef skill = def(Section.SKILLS, npc.skills().get(i), SkillDef.class);
            if (skill != null && skill.delivery() instanceof Delivery.Summon) {
                return true;
            }
        }
        return false;
    }

    private void checkPlaces() {
        WorldDef world = count(Section.WORLD) > 0 ? def(Section.WORLD, 0, WorldDef.class) : null;
        for (int id = 0; world != null && id < count(Section.ZONES); id++) {
            ZoneDef zone = def(Section.ZONES, id, ZoneDef.class);
            if (zone != null
                    && (zone.x() + zone.width() > world.width()
                            || zone.y() + zone.depth() > world.depth())) {
                problem(Section.ZONES, id, "", "a zone beyond the map", "one within the world");
            }
            if (zone != null && zone.fromLevel() > zone.toLevel()) {
                problem(Section.ZONES, id, "from-level", "more than to-level", "at most to-level");
            }
        }
        if (world != null && (world.startX() > world.width() || world.startY() > world.depth())) {
            problem(Section.WORLD, 0, "start-x-metres", "a place beyond the map", "one within it");
        }
        for (int id = 0; id < count(Section.SPAWNS); id++) {
            SpawnDef spawn = def(Section.SPAWNS, id, SpawnDef.class);
            if (spawn == null) {
                continue;
            }
            ZoneDef zone = def(Section.ZONES, spawn.zone(), ZoneDef.class);
            if (zone != null && !zone.contains(spawn.x(), spawn.y())) {
                String found = "a place outside the zone " + name(Section.ZONES, spawn.zone());
                problem(Section.SPAWNS, id, "x-metres", found, "one inside");
            }
        }
    }

    private int count(Section section) {
        @Nullable Record[] records = defs.get(section);
        return records == null ? 0 : records.length;
    }

    private String name(Section section, int id) {
        return names.getOrDefault(section, List.of()).get(id);
    }

    private <T extends Record> @Nullable T def(Section section, int id, Class<T> type) {
        @Nullable Record[] records = defs.get(section);
        return records == null || id >= records.length ? null : type.cast(records[id]);
    }

    private void problem(Section section, int id, String key, String found, String expected) {
        String name = name(section, id);
        ContentLoader.Source source = sources.getOrDefault(section, new TreeMap<>()).get(name);
        List<String> parts = new ArrayList<>(List.of(name, key));
        parts.removeIf(String::isEmpty);
        problems.accept(
                new ContentProblem(
                        source == null ? section.key() : source.file(),
                        source == null ? 0 : source.line(),
                        String.join(".", parts),
                        found,
                        expected));
    }
}
