package dev.rudp.game.map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.Seeds;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TiledConverterTest {
    private String yard = "";

    @BeforeEach
    void readSample() throws Exception {
        try (var in = TiledConverterTest.class.getResourceAsStream("/tiled/yard.tmj")) {
            yard = new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void objectsBecomeWhatTheirLayerOrClassSays() {
        WorldMap map = convert(yard);

        assertEquals("yard", map.name());
        assertEquals(32 * 256, map.width());
        assertEquals(32 * 256, map.ceiling());
        assertEquals(List.of(new MapBox(8 * 256, 4 * 256, 0, 18 * 256, 1_152, 1_024)), map.boxes());
        assertEquals(
                List.of(new MapBlock(5_120 - 128, 5_120 + 512, 0, 512, 128, 768, 16_384)),
                map.blocks());
        assertEquals(List.of(new MapPillar(6_528, 1_152, 0, 768, 128)), map.pillars());
        assertEquals(
                List.of(new MapZone("pond", 1_536, 6_400, 0, 512, 256, 8_192, 0)), map.zones());
        assertEquals(List.of(new SpawnArea(1_024, 4_096, 2_048, 5_120)), map.spawns());
        assertEquals(List.of(new MapPoint("shop", 512, 768, 0, 0)), map.points());
    }

    @Test
    void tilesWithHeightsBecomeTerrain() {
        WorldMap map = convert(withTerrain(2));

        assertEquals(2 * 256, map.scene().groundAt(16 * 256, 16 * 256));
    }

    @Test
    void mistakesNameLayerAndObject() {
        assertEquals(
                List.of(
                        "layer \"solid\" object 3 \"post\": found kind \"statues\", expected one of"
                                + " [blocks, pillars, platforms, points, spawns, walls, zones]"),
                problems(yard.replace("\"type\": \"pillar\"", "\"type\": \"statue\"")));
        assertEquals(
                List.of(
                        "layer \"solid\" object 1 \"north\".height: found 400.0, expected a number"
                                + " from 0.125 to 32"),
                problems(yard.replace("\"value\": 4}", "\"value\": 400}")));
        assertEquals(
                List.of(
                        "layer \"spawns\" object 5 \"\": found less than 1 m from walls[0],"
                                + " expected free ground"),
                problems(yard.replace("\"x\": 64, \"y\": 256", "\"x\": 128, \"y\": 64")));
        assertTrue(
                problems(withTerrain(9))
                        .getFirst()
                        .startsWith("layer \"terrain\" tile 0, 0: found"),
                "a tile without a height");
        assertEquals(1, problems("{").size());
    }

    @Test
    void damagedFilesAreRefusedOrConvertedButNothingElse() {
        Seeds.forEach(
                500,
                random -> {
                    byte[] bytes = yard.getBytes(UTF_8);
                    for (int i = random.nextInt(1, 6); i > 0; i--) {
                        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(32, 127);
                    }
                    try {
                        String json = TiledConverter.convert("damaged", bytes);
                        assertTrue(MapFile.parse("damaged", json.getBytes(UTF_8)).width() > 0);
                    } catch (MapException refused) {
                        assertTrue(!refused.problems().isEmpty());
                    }
                });
    }

    private String withTerrain(int tile) {
        String data = String.join(",", Collections.nCopies(256, Integer.toString(tile)));
        return yard.replace(
                "{\"type\": \"imagelayer\", \"name\": \"backdrop\"}",
                "{\"type\": \"tilelayer\", \"name\": \"terrain\", \"width\": 16, \"height\": 16,"
                        + " \"data\": ["
                        + data
                        + "]}");
    }

    private static List<String> problems(String tmj) {
        return assertThrows(
                        MapException.class,
                        () -> TiledConverter.convert("test.tmj", tmj.getBytes(UTF_8)))
                .problems()
                .stream()
                .map(MapProblem::toString)
                .toList();
    }

    private static WorldMap convert(String tmj) {
        String json = TiledConverter.convert("test.tmj", tmj.getBytes(UTF_8));
        return MapFile.parse("test.json", json.getBytes(UTF_8));
    }
}
