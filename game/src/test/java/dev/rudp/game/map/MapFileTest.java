package dev.rudp.game.map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapFileTest {
    private static final String YARD =
            """
            {
              "format": 1,
              "name": "yard",
              "width": 64, "depth": 48, "ceiling": 32,
              "walls":     [ {"x": 10, "y": 10, "width": 12, "depth": 0.5, "height": 3} ],
              "platforms": [ {"x": 30, "y": 20, "width": 4, "depth": 4, "base": 2.5, "height": 0.5} ],
              "spawns":    [ {"x": 4, "y": 30, "width": 8, "depth": 8} ]
            }
            """;

    @Test
    void readsTheExampleOfTheDocumentation() {
        WorldMap map = parse(YARD);

        assertEquals("yard", map.name());
        assertEquals(64 * 256, map.width());
        assertEquals(48 * 256, map.depth());
        assertEquals(32 * 256, map.ceiling());
        assertEquals(
                List.of(
                        new MapBox(2560, 2560, 0, 22 * 256, 2688, 768),
                        new MapBox(30 * 256, 20 * 256, 640, 34 * 256, 24 * 256, 768)),
                map.boxes());
        assertEquals(List.of(new SpawnArea(1024, 7680, 3072, 9728)), map.spawns());
    }

    @Test
    void wallsAndPlatformsMayBeLeftOut() {
        WorldMap map =
                parse(
                        """
                        {"format": 1, "name": "n", "width": 16, "depth": 16, "ceiling": 8,
                         "spawns": [{"x": 1, "y": 1, "width": 14, "depth": 14}]}
                        """);

        assertEquals(List.of(), map.boxes());
    }

    @Test
    void namesEveryMistakeAtOnce() {
        MapException refused =
                refused(
                        """
                        {"format": 2, "name": "Big Yard", "width": 64, "depth": "48", "celing": 32,
                         "walls": [ {"x": 10, "y": 10, "width": 60, "depth": 0.5, "height": 3},
                                    {"x": -1, "y": 10, "width": 1, "depth": 0, "height": 1e999},
                                    7 ],
                         "platforms": {},
                         "spawns": []}
                        """);

        List<String> found = refused.problems().stream().map(MapProblem::toString).toList();
        assertEquals(
                List.of(
                        "celing: found an unknown key, expected one of ceiling, depth, format,"
                                + " name, platforms, spawns, walls, width",
                        "format: found 2, expected the number 1",
                        "name: found \"Big Yard\", expected 1..32 lower-case letters, digits or"
                                + " '-'",
                        "depth: found \"48\", expected a number from 16 to 8192",
                        "ceiling: found nothing, expected a number from 8 to 255",
                        "walls[0].width: found 60, expected a number from 0.125 to 54",
                        "walls[1].x: found -1, expected a number from 0 to 64",
                        "walls[1].depth: found 0, expected a number from 0.125 to the given limit",
                        "walls[1].height: found a number beyond all bounds, expected a number"
                                + " from 0.125 to the given limit",
                        "walls[2]: found 7, expected an object with the keys depth, height, width,"
                                + " x, y",
                        "platforms: found {}, expected a list of 0 to 20000 entries",
                        "spawns: found 0 entries, expected 1 to 1000 entries"),
                found);
        assertTrue(
                text(refused).startsWith("map test.json has 12 problems:\n  celing: found"),
                text(refused));
    }

    @Test
    void aSpawnAreaInAWallIsNamedWithTheWall() {
        MapException refused = refused(YARD.replace("\"x\": 4, \"y\": 30", "\"x\": 4, \"y\": 5"));

        assertEquals(
                List.of(new MapProblem("spawns[0]", "less than 1 m from walls[0]", "free ground")),
                refused.problems());
    }

    @Test
    void aPlatformMayHangHighOverASpawnArea() {
        String high = YARD.replace("\"base\": 2.5", "\"base\": 3").replace("\"x\": 30", "\"x\": 4");
        String low = high.replace("\"base\": 3", "\"base\": 2.99");

        assertEquals(
                1,
                parse(high.replace("\"x\": 4, \"y\": 30", "\"x\": 4, \"y\": 20"))
                                .boxes()
                                .get(1)
                                .minZ()
                        / 768);
        assertEquals(
                "less than 1 m from platforms[0]",
                refused(low.replace("\"x\": 4, \"y\": 30", "\"x\": 4, \"y\": 20"))
                        .problems()
                        .getFirst()
                        .found());
    }

    @Test
    void brokenJsonIsNamedWithLineAndColumn() {
        String message = text(refused(YARD.replace("\"depth\": 48,", "\"depth\": 48,,")));

        assertTrue(message.contains("at line 4 column"), message);
        assertTrue(message.contains("expected well-formed JSON"), message);
    }

    @Test
    void aKeyGivenTwiceIsRefused() {
        String message = text(refused(YARD.replace("\"depth\": 48", "\"width\": 48")));

        assertTrue(message.contains("Duplicate"), message);
    }

    @Test
    void textBehindTheMapIsRefused() {
        assertTrue(text(refused(YARD + "{}")).contains("expected well-formed JSON"));
    }

    @Test
    void notANumberIsRefused() {
        assertTrue(text(refused(YARD.replace("48", "NaN"))).contains("well-formed JSON"));
    }

    @Test
    void deepNestingAndEmptyFilesAreRefused() {
        assertEquals(1, refused("[".repeat(100_000)).problems().size());
        assertEquals(1, refused("").problems().size());
    }

    @Test
    void tooManyBoxesAreRefused() {
        String wall = "{\"x\": 40, \"y\": 10, \"width\": 1, \"depth\": 1, \"height\": 1},";
        String many = YARD.replace("\"walls\":     [", "\"walls\": [" + wall.repeat(20_000));

        assertEquals(
                List.of(new MapProblem("walls", "20001 entries", "0 to 20000 entries")),
                refused(many).problems());
    }

    @Test
    void anOversizedFileIsRefusedUnread(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("huge.json");
        Files.write(file, new byte[MapFile.MAX_FILE_BYTES + 1]);

        MapException refused = assertThrows(MapException.class, () -> MapFile.read(file));

        assertTrue(text(refused).contains("huge.json"), text(refused));
        assertTrue(text(refused).contains("a smaller file"), text(refused));
    }

    @Test
    void aMissingFileIsAnErrorThatNamesIt(@TempDir Path folder) {
        MapException refused =
                assertThrows(
                        MapException.class, () -> MapFile.read(folder.resolve("nowhere.json")));

        assertTrue(text(refused).contains("nowhere.json"), text(refused));
    }

    @Test
    void anUnknownBuiltInMapIsRefused() {
        for (String name : List.of("moor", "../maps/meadow", "")) {
            MapException refused = assertThrows(MapException.class, () -> MapFile.builtIn(name));
            assertTrue(text(refused).contains("expected \"meadow\""), text(refused));
        }
    }

    @Test
    void theMeadowIsWhatItsGeneratorMakes() throws Exception {
        try (var in = MapFile.class.getResourceAsStream("/maps/meadow.json")) {
            assertEquals(MeadowGenerator.generate(), new String(in.readAllBytes(), UTF_8));
        }
        WorldMap meadow = MapFile.builtIn("meadow");
        assertEquals(1024 * 256, meadow.width());
        assertTrue(meadow.boxes().size() > 300, () -> "boxes=" + meadow.boxes().size());
        assertTrue(meadow.spawns().size() > 100, () -> "spawns=" + meadow.spawns().size());
    }

    @Test
    void damagedFilesNeitherCrashNorLoadHalf() {
        Seeds.forEach(
                2_000,
                random -> {
                    byte[] bytes = YARD.getBytes(UTF_8);
                    for (int i = random.nextInt(1, 6); i > 0; i--) {
                        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                    }
                    try {
                        WorldMap map = MapFile.parse("damaged", bytes);
                        WallGrid walls = new WallGrid(map, 100, 400);
                        for (SpawnArea area : map.spawns()) {
                            assertTrue(!walls.isBlocked(area.minX(), area.minY(), 0));
                            assertTrue(!walls.isBlocked(area.maxX(), area.maxY(), 0));
                        }
                    } catch (MapException refused) {
                        assertTrue(!refused.problems().isEmpty());
                    }
                });
    }

    private static String text(MapException refused) {
        return String.valueOf(refused.getMessage());
    }

    private static WorldMap parse(String json) {
        return MapFile.parse("test.json", json.getBytes(UTF_8));
    }

    private static MapException refused(String json) {
        return assertThrows(MapException.class, () -> parse(json));
    }
}
