package dev.rudp.game.content;

import java.util.Arrays;
import java.util.List;

/// The parts of a pack: a section is the file of that name, or all files in the folder of that
/// name.
public enum Section {
    STATS("stats", StatDef.class, true),
    SCHOOLS("schools", SchoolDef.class, true),
    EFFECTS("effects", EffectDef.class, true),
    SKILLS("skills", SkillDef.class, true),
    SETS("sets", SetDef.class, true),
    ITEMS("items", ItemDef.class, true),
    LOOT("loot", LootDef.class, true),
    NPCS("npcs", NpcDef.class, true),
    CLASSES("classes", ClassDef.class, true),
    ZONES("zones", ZoneDef.class, true),
    SPAWNS("spawns", SpawnDef.class, true),
    TASKS("tasks", TaskDef.class, true),
    WORLD("world", WorldDef.class, false),
    LEVELS("levels", LevelsDef.class, false),
    RULES("rules", RulesDef.class, false);

    private final String key;
    private final Class<? extends Record> type;
    private final boolean named;

    Section(String key, Class<? extends Record> type, boolean named) {
        this.key = key;
        this.type = type;
        this.named = named;
    }

    /// {@return its file or folder in a pack}
    public String key() {
        return key;
    }

    /// {@return what is declared there}
    public Class<? extends Record> type() {
        return type;
    }

    /// {@return whether it maps names to declarations; otherwise it is one declaration}
    public boolean isNamed() {
        return named;
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Section::key).toList();
    }

    /// {@return its place among all of these, for arrays; never saved}
    @SuppressWarnings("EnumOrdinal")
    public int index() {
        return ordinal();
    }
}
