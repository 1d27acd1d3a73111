package dev.rudp.game.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.game.declare.ContentProblem;
import dev.rudp.testkit.seed.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentLoaderTest {
    /// File, text there, what it becomes, and the problem that must be told: file, line of the
    /// text, key, a part of what is found and a part of what is expected.
    private record Mistake(
            String file, String from, String to, String key, String found, String expected) {}

    /// Line numbers are those of the changed text, computed from the pack itself.
    private static final List<Mistake> PLANTED =
            List.of(
                    new Mistake(
                            "rules.yaml",
                            "respawn-seconds: 5",
                            "respwan-seconds: 5",
                            "respwan-seconds",
                            "an unknown key",
                            "did you mean respawn-seconds?"),
                    new Mistake(
                            "rules.yaml",
                            "combat-seconds: 6",
                            "combat-seconds: 600",
                            "combat-seconds",
                            "`600`",
                            "a number from 1 to 60"),
                    new Mistake(
                            "world.yaml",
                            "depth-metres: 1024",
                            "depth-metres: wide",
                            "depth-metres",
                            "`wide`",
                            "a number from 16 to 8192"),
                    new Mistake(
                            "levels.yaml",
                            "skill-points: 1",
                            "skill-points: 1.5",
                            "skill-points",
                            "`1.5`",
                            "a whole number"),
                    new Mistake(
                            "stats.yaml",
                            "from: {intellect: 0.8}",
                            "from: {intelect: 0.8}",
                            "spell-power.from.intelect",
                            "an unknown key",
                            "did you mean intellect?"),
                    new Mistake(
                            "stats.yaml",
                            "role: haste",
                            "role: hasty",
                            "haste.role",
                            "`hasty`",
                            "did you mean haste?"),
                    new Mistake(
                            "schools.yaml",
                            "armour: true",
                            "armour: yes please",
                            "physical.armour",
                            "`yes please`",
                            "one of true, false"),
                    new Mistake(
                            "effects/starter.yaml",
                            "each:",
                            "every:",
                            "bleeding.every",
                            "an unknown key",
                            "one of name"),
                    new Mistake(
                            "effects/starter.yaml",
                            "control: [root]",
                            "control: [rooted]",
                            "frozen.control[0]",
                            "`rooted`",
                            "did you mean root?"),
                    new Mistake(
                            "skills/mage.yaml",
                            "effect: burning",
                            "effect: burnin",
                            "fire-bolt.effects[1].effect",
                            "`burnin`",
                            "did you mean burning?"),
                    new Mistake(
                            "skills/mage.yaml",
                            "  aim: self",
                            "  aim: {self: 1}",
                            "frost-nova.aim",
                            "a mapping",
                            "one of self"),
                    new Mistake(
                            "skills/ranger.yaml",
                            "type: projectile, speed-metres-per-s: 40",
                            "type: projectil",
                            "shoot.delivery.type",
                            "`projectil`",
                            "did you mean projectile?"),
                    new Mistake(
                            "skills/ranger.yaml",
                            "  name: Tumble",
                            "  nam: Tumble",
                            "tumble.nam",
                            "an unknown key",
                            "did you mean name?"),
                    new Mistake(
                            "skills/warrior.yaml",
                            "{stamina: 20}",
                            "{stamina: -20}",
                            "cleave.cost.stamina",
                            "`-20`",
                            "a number from 0"),
                    new Mistake(
                            "items/weapons.yaml",
                            "classes: [warrior]",
                            "classes: [worrier]",
                            "woodcutter-axe.classes[0]",
                            "`worrier`",
                            "did you mean warrior?"),
                    new Mistake(
                            "items/consumables.yaml",
                            "stack: 20",
                            "stack: 0",
                            "bread.stack",
                            "`0`",
                            "a whole number from 1 to 999"),
                    new Mistake(
                            "loot.yaml",
                            "item: bread, chance: 0.3",
                            "item: bred, chance: 0.3",
                            "bandit.rolls[1].item",
                            "`bred`",
                            "did you mean bread?"),
                    new Mistake(
                            "npcs/monsters.yaml",
                            "loot: bear",
                            "loot: bare",
                            "bear.loot",
                            "`bare`",
                            "did you mean bear?"),
                    new Mistake(
                            "spawns.yaml",
                            "zone: a-town",
                            "zone: b-town",
                            "town-smith.zone",
                            "`b-town`",
                            "did you mean a-town?"),
                    new Mistake(
                            "tasks.yaml",
                            "count: 8",
                            "count: many",
                            "boar-hunt.goal.count",
                            "`many`",
                            "a whole number from 1 to 1000"));

    @Test
    void tellsAllTwentyPlantedMistakesEachAtItsPlace(@TempDir Path pack) throws IOException {
        Packs.copyStarter(pack);
        List<Integer> lines = new ArrayList<>();
        for (Mistake mistake : PLANTED) {
            String text = Files.readString(pack.resolve(mistake.file));
            lines.add((int) text.substring(0, text.indexOf(mistake.from)).lines().count());
            Packs.replace(pack, mistake.file, mistake.from, mistake.to);
        }

        List<ContentProblem> problems =
                assertThrows(ContentException.class, () -> ContentLoader.load(pack, 60)).problems();

        for (int i = 0; i < PLANTED.size(); i++) {
            Mistake mistake = PLANTED.get(i);
            int text = lines.get(i);
            assertTrue(
                    problems.stream()
                            .anyMatch(problem ->
                                    problem.file().equals(mistake.file)
                                            && Math.abs(problem.line() - text) <= 1
                                            && problem.key().equals(mistake.key)
                                            && problem.found().contains(mistake.found)
                                            && problem.expected().contains(mistake.expected)),
                    () -> "not told: " + mistake + "\nat " + text + " told:\n" + lines(problems));
        }
        // A key that is mistyped is told as unknown; where it is needed, also as missing.
        assertTrue(problems.size() <= PLANTED.size() + 3, () -> lines(problems));
    }

    @Test
    void namesBrokenYamlAndGoesOnWithTheOtherFiles(@TempDir Path pack) throws IOException {
        Packs.copyStarter(pack);
        Files.writeString(pack.resolve("tasks.yaml"), "a:\n  name: [unfinished\n");
        Packs.replace(pack, "rules.yaml", "combat-seconds: 6", "combat-seconds: 0");

        List<ContentProblem> problems =
                assertThrows(ContentException.class, () -> ContentLoader.load(pack, 60)).problems();

        assertEquals(List.of("rules.yaml", "tasks.yaml"), files(problems), () -> lines(problems));
    }

    @Test
    void refusesCirclesInATreeAndSecondNames(@TempDir Path pack) throws IOException {
        Packs.copyStarter(pack);
        Packs.replace(
                pack,
                "classes.yaml",
                "{skill: ice-lance, level: 2}",
                "{skill: ice-lance, level: 2, needs: [{skill: frost-nova, rank: 1}]}");
        Files.writeString(
                pack.resolve("skills/zz.yaml"), Files.readString(pack.resolve("skills/npcs.yaml")));

        List<ContentProblem> problems =
                assertThrows(ContentException.class, () -> ContentLoader.load(pack, 60)).problems();

        assertTrue(
                problems.stream().anyMatch(p -> p.found().contains("needs itself")),
                () -> lines(problems));
        assertTrue(
                problems.stream()
                        .anyMatch(p -> p.found().startsWith("declared in skills/npcs.yaml:")),
                () -> lines(problems));
    }

    @Test
    void aReloadKeepsNumbersAndRetiresWhatIsGone(@TempDir Path pack) throws Exception {
        Packs.copyStarter(pack);
        Content before = ContentLoader.load(pack, 60);
        Packs.replace(pack, "tasks.yaml", "boar-hunt:", "aaa-new:");
        Packs.replace(pack, "rules.yaml", "respawn-seconds: 5", "respawn-seconds: 9");

        Content after = ContentLoader.reload(pack, before);

        int gone = before.id(Section.TASKS, "boar-hunt");
        assertEquals(gone, after.id(Section.TASKS, "boar-hunt"));
        assertTrue(after.isRetired(Section.TASKS, gone));
        assertEquals(before.task(gone), after.task(gone));
        assertEquals(before.count(Section.TASKS), after.id(Section.TASKS, "aaa-new"));
        assertEquals(9 * 60, after.rules().respawn());
        for (Section section : Section.values()) {
            for (int id = 0; section.isNamed() && id < before.count(section); id++) {
                assertEquals(before.name(section, id), after.name(section, id));
            }
        }
    }

    @Test
    void aReloadNeitherAddsNorRemovesStats(@TempDir Path pack) throws Exception {
        Packs.copyStarter(pack);
        Content before = ContentLoader.load(pack, 60);
        Files.writeString(
                pack.resolve("stats.yaml"),
                "luck:\n  name: Luck\n",
                java.nio.file.StandardOpenOption.APPEND);

        ContentException refused =
                assertThrows(ContentException.class, () -> ContentLoader.reload(pack, before));

        assertTrue(lines(refused.problems()).contains("the stats of the running world"));
    }

    @Test
    void anyByteChangesTheHashAndNothingElseDoes(@TempDir Path pack) throws Exception {
        Packs.copyStarter(pack);
        long copied = ContentLoader.load(pack, 60).hash();
        Packs.replace(pack, "tasks.yaml", "count: 8", "count: 9");

        assertEquals(Packs.starter().hash(), copied);
        assertFalse(copied == ContentLoader.load(pack, 60).hash());
    }

    @Test
    void neverThrowsAnythingElseWhateverIsInTheFiles(@TempDir Path pack) throws IOException {
        Packs.copyStarter(pack);
        List<Path> files;
        try (var walk = Files.walk(pack)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        Seeds.forEach(
                40,
                random -> {
                    Path file = files.get(random.nextInt(files.size()));
                    byte[] original = Files.readAllBytes(file);
                    byte[] broken = original.clone();
                    for (int i = 0; i < 1 + random.nextInt(6); i++) {
                        broken[random.nextInt(broken.length)] = (byte) random.nextInt(128);
                    }
                    Files.write(file, broken);
                    try {
                        assertTrue(ContentLoader.load(pack, 60).hash() != 0);
                    } catch (ContentException told) {
                        assertFalse(told.problems().isEmpty());
                    } finally {
                        Files.write(file, original);
                    }
                });
    }

    private static List<String> files(List<ContentProblem> problems) {
        return problems.stream().map(ContentProblem::file).distinct().toList();
    }

    private static String lines(List<ContentProblem> problems) {
        return String.join("\n", problems.stream().map(ContentProblem::toString).toList());
    }
}
