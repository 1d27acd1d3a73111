package dev.rudp.game.map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.engine.physics.CapsuleMover;
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

    private static final String HILL =
            """
            {
              "format": 2, "name": "hill",
              "width": 64, "depth": 48, "ceiling": 32,
              "terrain": {"spacing": 32, "columns": 3, "rows": 3,
                          "heights": [0, 0, 0, 0, 1, 1, 0, 0, 0]},
              "blocks":  [ {"x": 20, "y": 10, "width": 4, "depth": 0.5, "height": 3, "turn": 45} ],
              "pillars": [ {"x": 30, "y": 10, "radius": 0.5, "height": 4} ],
              "zones":   [ {"name": "pond", "x": 10, "y": 40, "width": 8, "depth": 4} ],
              "points":  [ {"name": "gate", "x": 2, "y": 3, "z": 1, "facing": 90} ],
              "spawns":  [ {"x": 4, "y": 30, "width": 8, "depth": 8} ]
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
    void theExampleInTheManualIsAMap() throws Exception {
        String manual = Files.readString(Path.of("..", "docs", "maps.md"));
        int start = manual.indexOf("```json") + 7;
        WorldMap map = parse(manual.substring(start, manual.indexOf("```", start)));

        assertEquals(1, map.blocks().size());
        assertEquals(1, map.pillars().size());
        assertEquals(2, map.boxes().size());
    }

    @Test
    void readsEverythingOfTheSecondFormat() {
        WorldMap map = parse(HILL);

        assertEquals(List.of(new MapBlock(5120, 2560, 0, 512, 64, 768, 8_192)), map.blocks());
        assertEquals(List.of(new MapPillar(7680, 2560, 0, 1024, 128)), map.pillars());
        assertEquals(
                List.of(new MapZone("pond", 2560, 10240, 0, 1024, 512, 32 * 256, 0)), map.zones());
        assertEquals(List.of(new MapPoint("gate", 512, 768, 256, 16_384)), map.points());
        assertEquals(0.5 * 256, map.scene().groundAt(40 * 256, 16 * 256));
        assertEquals(2 + 4, map.scene().shapeCount());
    }

    @Test
    void theFirstFormatKnowsNoneOfIt() {
        String text = text(refused(HILL.replace("\"format\": 2", "\"format\": 1")));

        assertTrue(text.contains("blocks: found an unknown key"), text);
    }

    @Test
    void everythingWrongInTheSecondFormatIsNamed() {
        MapException refused =
                refused(
                        HILL.replace("\"turn\": 45", "\"turn\": 450")
                                .replace("\"height\": 4}", "\"height\": 0.5}")
                                .replace("\"pond\"", "\"The Pond\"")
                                .replace("\"facing\": 90", "\"facing\": \"north\"")
                                .replace("0, 0, 0, 0, 1, 1", "0, 0, 0, 0, 1"));

        assertEquals(
                List.of(
                        "blocks[0].turn: found 450, expected a number from -360 to 360",
                        "pillars[0].height: found 0.5, expected a number from 1 to 32",
                        "zones[0].name: found \"The Pond\", expected 1..32 lower-case letters,"
                                + " digits or '-'",
                        "points[0].facing: found \"north\", expected a number from -360 to 360",
                        "terrain.heights: found 8 entries, expected 9 to 9 entries"),
                refused.problems().stream().map(MapProblem::toString).toList());
    }

    @Test
    void readsHeightsFromAFileBesideTheMap(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("hill.json");
        String map = HILL.replaceAll("\"heights\": \\[[^]]*]", "\"file\": \"hill.u16\"");
        Files.writeString(file, map);
        byte[] heights = new byte[18];
        heights[9] = 1;
        Files.write(folder.resolve("hill.u16"), heights);
        assertEquals(256, MapFile.read(file).scene().groundAt(32 * 256, 32 * 256));

        Files.write(folder.resolve("hill.u16"), new byte[17]);
        String short17 = text(assertThrows(MapException.class, () -> MapFile.read(file)));
        assertTrue(short17.contains("terrain.file: found 17 bytes or more"), short17);
        String elsewhere = text(refused(map.replace("hill.u16", "../hill.u16")));
        assertTrue(elsewhere.contains("the plain name of a file"), elsewhere);
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
                        {"format": 3, "name": "Big Yard", "width": 64, "depth": "48", "celing": 32,
                         "walls": [ {"x": 10, "y": 10, "width": 60, "depth": 0.5, "height": 3},
                                    {"x": -1, "y": 10, "width": 1, "depth": 0, "height": 1e999},
                                    7 ],
                         "platforms": {},
                         "spawns": []}
                        """);

        List<String> found = refused.problems().stream().map(MapProblem::toString).toList();
        assertEquals(
                List.of(
                        "celing: found an unknown key, expected one of blocks, ceiling, depth,"
                                + " format, name, pillars, platforms, points, spawns, terrain,"
                                + " walls, width, zones",
                        "format: found 3, expected the number 1 or 2",
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
                        CapsuleMover walls = new CapsuleMover(map.scene(), 100, 400, 0, 0.7);
                        for (SpawnArea area : map.spawns()) {
                            assertTrue(walls.isFree(area.minX(), area.minY(), 0));
                            assertTrue(walls.isFree(area.maxX(), area.maxY(), 0));
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
