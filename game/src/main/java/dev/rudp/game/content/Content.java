package dev.rudp.game.content;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One pack, whole and checked. Everything has a dense number within its section; a later version
/// of the pack keeps the numbers of the names that it still has ([ContentLoader#reload]).
/// Immutable: any thread may read it.
public final class Content {
    private final Map<Section, List<String>> names;
    private final int tickHz;
    private final long hash;
    private final StatDef[] stats;
    private final SchoolDef[] schools;
    private final EffectDef[] effects;
    private final SkillDef[] skills;
    private final SetDef[] sets;
    private final ItemDef[] items;
    private final LootDef[] loot;
    private final NpcDef[] npcs;
    private final ClassDef[] classes;
    private final ZoneDef[] zones;
    private final SpawnDef[] spawns;
    private final TaskDef[] tasks;
    private final boolean[][] retired;
    private final WorldDef world;
    private final LevelsDef levels;
    private final RulesDef rules;
    private final int[] statOfRole;
    private final int[] statOrder;

    Content(
            Map<Section, List<String>> names,
            Map<Section, @Nullable Record[]> defs,
            Map<Section, boolean[]> retired,
            int tickHz,
            long hash) {
        this.names = new EnumMap<>(names);
        this.tickHz = tickHz;
        this.hash = hash;
        stats = typed(defs, Section.STATS, StatDef[].class);
        schools = typed(defs, Section.SCHOOLS, SchoolDef[].class);
        effects = typed(defs, Section.EFFECTS, EffectDef[].class);
        skills = typed(defs, Section.SKILLS, SkillDef[].class);
        sets = typed(defs, Section.SETS, SetDef[].class);
        items = typed(defs, Section.ITEMS, ItemDef[].class);
        loot = typed(defs, Section.LOOT, LootDef[].class);
        npcs = typed(defs, Section.NPCS, NpcDef[].class);
        classes = typed(defs, Section.CLASSES, ClassDef[].class);
        zones = typed(defs, Section.ZONES, ZoneDef[].class);
        spawns = typed(defs, Section.SPAWNS, SpawnDef[].class);
        tasks = typed(defs, Section.TASKS, TaskDef[].class);
        world = typed(defs, Section.WORLD, WorldDef[].class)[0];
        levels = typed(defs, Section.LEVELS, LevelsDef[].class)[0];
        rules = typed(defs, Section.RULES, RulesDef[].class)[0];
        this.retired = new boolean[Section.values().length][];
        retired.forEach((section, flags) -> this.retired[section.index()] = flags.clone());
        statOfRole = new int[StatRole.values().length];
        for (int stat = 0; stat < stats.length; stat++) {
            statOfRole[stats[stat].role().index()] = stat;
        }
        statOrder = primariesFirst();
    }

    private static <T> T[] typed(
            Map<Section, @Nullable Record[]> defs, Section section, Class<T[]> type) {
        @Nullable Record[] from = Objects.requireNonNull(defs.get(section));
        for (Record record : from) {
            Objects.requireNonNull(record, section.key());
        }
        return Arrays.copyOf(from, from.length, type);
    }

    private int[] primariesFirst() {
        int[] order = new int[stats.length];
        int next = 0;
        for (boolean derived : new boolean[] {false, true}) {
            for (int stat = 0; stat < stats.length; stat++) {
                if ((stats[stat].from().size() > 0) == derived) {
                    order[next++] = stat;
                }
            }
        }
        return order;
    }

    public StatDef stat(int id) {
        return stats[id];
    }

    public SchoolDef school(int id) {
        return schools[id];
    }

    public EffectDef effect(int id) {
        return effects[id];
    }

    public SkillDef skill(int id) {
        return skills[id];
    }

    public SetDef set(int id) {
        return sets[id];
    }

    public ItemDef item(int id) {
        return items[id];
    }

    public LootDef loot(int id) {
        return loot[id];
    }

    public NpcDef npc(int id) {
        return npcs[id];
    }

    public ClassDef classOf(int id) {
        return classes[id];
    }

    public ZoneDef zone(int id) {
        return zones[id];
    }

    public SpawnDef spawn(int id) {
        return spawns[id];
    }

    public TaskDef task(int id) {
        return tasks[id];
    }

    public WorldDef world() {
        return world;
    }

    public LevelsDef levels() {
        return levels;
    }

    public RulesDef rules() {
        return rules;
    }

    /// {@return how many numbers a section has, those of retired names among them}
    public int count(Section section) {
        return names(section).size();
    }

    /// {@return the name behind a number}
    public String name(Section section, int id) {
        return names(section).get(id);
    }

    /// {@return the number of a name, or -1}
    public int id(Section section, String name) {
        return names(section).indexOf(name);
    }

    /// {@return whether a number's name is gone from the pack: what has it keeps it, but nothing
    /// gives it any more}
    public boolean isRetired(Section section, int id) {
        boolean[] flags = retired[section.index()];
        return flags != null && flags[id];
    }

    /// {@return the stat that has this role}
    public int stat(StatRole role) {
        return statOfRole[role.index()];
    }

    /// {@return the i-th stat to compute: primary ones come before those that build on them}
    public int statInOrder(int i) {
        return statOrder[i];
    }

    public int statCount() {
        return stats.length;
    }

    /// {@return the zone of a place, or -1}
    public int zoneAt(int x, int y) {
        for (int zone = 0; zone < zones.length; zone++) {
            if (zones[zone].contains(x, y) && !isRetired(Section.ZONES, zone)) {
                return zone;
            }
        }
        return -1;
    }

    /// {@return what players may do to each other at a place: wild where no zone is}
    public ZoneKind kindAt(int x, int y) {
        int zone = zoneAt(x, y);
        return zone < 0 ? ZoneKind.WILD : zones[zone].kind();
    }

    /// {@return the ticks a second that its durations were made for}
    public int tickHz() {
        return tickHz;
    }

    /// {@return a digest of all files of the pack: equal packs have equal hashes everywhere}
    public long hash() {
        return hash;
    }

    List<String> names(Section section) {
        return names.getOrDefault(section, List.of());
    }

    Record def(Section section, int id) {
        return switch (section) {
            case STATS -> stats[id];
            case SCHOOLS -> schools[id];
            case EFFECTS -> effects[id];
            case SKILLS -> skills[id];
            case SETS -> sets[id];
            case ITEMS -> items[id];
            case LOOT -> loot[id];
            case NPCS -> npcs[id];
            case CLASSES -> classes[id];
            case ZONES -> zones[id];
            case SPAWNS -> spawns[id];
            case TASKS -> tasks[id];
            case WORLD -> world;
            case LEVELS -> levels;
            case RULES -> rules;
        };
    }
}
