package dev.rudp.game.movement;

import dev.rudp.game.map.Distance;
import dev.rudp.game.map.MapBox;
import dev.rudp.game.map.SpawnArea;
import dev.rudp.game.map.WorldMap;
import dev.rudp.testkit.seed.SeededRandom;
import java.util.ArrayList;
import java.util.List;

/// Small maps for tests.
final class TestMaps {
    static final int SIZE = Distance.ofMetres(64);
    private static final List<SpawnArea> MIDDLE =
            List.of(new SpawnArea(SIZE / 2, SIZE / 2, SIZE / 2, SIZE / 2));

    private TestMaps() {}

    /// 64 m x 64 m, 32 m high, with these boxes.
    static WorldMap of(MapBox... boxes) {
        return new WorldMap("test", SIZE, SIZE, SIZE / 2, List.of(boxes), MIDDLE);
    }

    /// A box by its corner and sizes, in metres.
    static MapBox box(double x, double y, double z, double width, double depth, double height) {
        return new MapBox(
                Distance.ofMetres(x),
                Distance.ofMetres(y),
                Distance.ofMetres(z),
                Distance.ofMetres(x + width),
                Distance.ofMetres(y + depth),
                Distance.ofMetres(z + height));
    }

    /// Boxes of all kinds: thin, tall, floating, overlapping, at the border.
    static WorldMap random(SeededRandom random) {
        List<MapBox> boxes = new ArrayList<>();
        int count = random.nextInt(60);
        for (int i = 0; i < count; i++) {
            int x = random.nextInt(SIZE - 32);
            int y = random.nextInt(SIZE - 32);
            int z = random.nextBoolean() ? 0 : random.nextInt(1_500);
            int maxX = Math.min(SIZE, x + 32 + random.nextInt(random.chance(0.2) ? 6_000 : 400));
            int maxY = Math.min(SIZE, y + 32 + random.nextInt(random.chance(0.2) ? 6_000 : 400));
            boxes.add(new MapBox(x, y, z, maxX, maxY, z + 32 + random.nextInt(1_000)));
        }
        return new WorldMap("random", SIZE, SIZE, SIZE / 2, boxes, MIDDLE);
    }
}
