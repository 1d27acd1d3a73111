package dev.rudp.engine.physics;

import dev.rudp.testkit.seed.SeededRandom;

/// Small scenes for tests: 256 steps to the metre, 64 m wide, 32 m high.
final class Scenes {
    static final int M = 256;
    static final int SIZE = 64 * M;
    static final int CEILING = 32 * M;

    private Scenes() {}

    static SceneBuilder empty() {
        return new SceneBuilder(SIZE, SIZE, CEILING);
    }

    /// Boxes along the axes and turned, thin, tall, floating and overlapping; capsules; sometimes
    /// hills.
    static CollisionScene random(SeededRandom random) {
        SceneBuilder scene = empty();
        if (random.nextBoolean()) {
            scene.terrain(hills(random, random.nextInt(64, 1_400)));
        }
        int count = random.nextInt(80);
        for (int i = 0; i < count; i++) {
            int x = random.nextInt(SIZE);
            int y = random.nextInt(SIZE);
            int z = random.nextBoolean() ? 0 : random.nextInt(1_500);
            int wide = 16 + random.nextInt(random.chance(0.2) ? 3_000 : 300);
            int deep = 16 + random.nextInt(random.chance(0.2) ? 3_000 : 300);
            int high = 32 + random.nextInt(1_000);
            switch (random.nextInt(3)) {
                case 0 -> scene.box(x, y, z, x + 2 * wide, y + 2 * deep, z + high, i);
                case 1 -> scene.turnedBox(x, y, z, wide, deep, z + high, random.nextInt(), i);
                default -> {
                    int radius = 8 + random.nextInt(200);
                    scene.capsule(x, y, z, z + 2 * radius + random.nextInt(800), radius, i);
                }
            }
        }
        return scene.build();
    }

    static Terrain hills(SeededRandom random, int height) {
        int spacing = 256 << random.nextInt(3);
        int points = SIZE / spacing + 1;
        int[] heights = new int[points * points];
        for (int i = 0; i < heights.length; i++) {
            heights[i] = random.nextInt(height);
        }
        return new Terrain(spacing, points, points, heights);
    }

    /// A terrain that rises along x by `rise` per metre.
    static Terrain slope(int rise) {
        int points = SIZE / M + 1;
        int[] heights = new int[points * points];
        for (int i = 0; i < heights.length; i++) {
            heights[i] = Math.min(CEILING, i % points * rise);
        }
        return new Terrain(M, points, points, heights);
    }
}
