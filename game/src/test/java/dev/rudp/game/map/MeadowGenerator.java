package dev.rudp.game.map;

import dev.rudp.testkit.seed.SeededRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Makes the built-in map `meadow`: a town of walled yards with streets between them, and meadows
/// at its edge. Run `main` with the resource's path to write it anew; a test holds the two
/// together.
final class MeadowGenerator {
    private static final int SIZE = 1_024;
    private static final int BLOCK = 64;
    private static final int TOWN_FROM = 2;
    private static final int TOWN_TO = 14;

    private final SeededRandom random = new SeededRandom(0x6D_6561_646F_77L);
    private final List<String> walls = new ArrayList<>();
    private final List<String> platforms = new ArrayList<>();
    private final List<String> spawns = new ArrayList<>();

    static String generate() {
        return new MeadowGenerator().map();
    }

    public static void main(String[] args) throws IOException {
        Files.writeString(Path.of(args[0]), generate());
    }

    private String map() {
        for (int row = TOWN_FROM; row < TOWN_TO; row++) {
            for (int column = TOWN_FROM; column < TOWN_TO; column++) {
                int x = column * BLOCK;
                int y = row * BLOCK;
                // The crossing at the block's corner stays free: people meet and appear there.
                spawns.add(rectangle(x - 6, y - 6, 12, 12));
                switch (random.nextInt(6)) {
                    case 0, 1 -> house(x + 12, y + 12);
                    case 2 -> yard(x + 10, y + 10);
                    case 3 -> stage(x + 16, y + 16);
                    case 4 -> {
                        house(x + 10, y + 10);
                        stage(x + 40, y + 40);
                    }
                    default -> rubble(x, y);
                }
            }
        }
        spawns.add(rectangle(16, 16, SIZE - 32, 80));
        spawns.add(rectangle(16, SIZE - 96, SIZE - 32, 80));
        return """
        {
          "format": 1,
          "name": "meadow",
          "width": %d, "depth": %d, "ceiling": 64,
          "walls": [
        %s
          ],
          "platforms": [
        %s
          ],
          "spawns": [
        %s
          ]
        }
        """
                .formatted(SIZE, SIZE, lines(walls), lines(platforms), lines(spawns));
    }

    /// One solid block.
    private void house(int x, int y) {
        int width = 12 + 2 * random.nextInt(8);
        int depth = 12 + 2 * random.nextInt(8);
        walls.add(box(x, y, width, depth, 4 + random.nextInt(5)));
    }

    /// Four thin walls with a gate in two of them.
    private void yard(int x, int y) {
        int side = 28 + 2 * random.nextInt(7);
        int gate = 4 + random.nextInt(side - 12);
        walls.add(box(x, y, side, 0.5, 3));
        walls.add(box(x, y + side - 0.5, gate, 0.5, 3));
        walls.add(box(x + gate + 4, y + side - 0.5, side - gate - 4, 0.5, 3));
        walls.add(box(x, y + 0.5, 0.5, side - 1, 3));
        walls.add(box(x + side - 0.5, y + 0.5, 0.5, gate, 3));
        walls.add(box(x + side - 0.5, y + gate + 4.5, 0.5, side - gate - 5, 3));
    }

    /// Something to jump onto, and from there higher.
    private void stage(int x, int y) {
        int side = 6 + random.nextInt(6);
        platforms.add(platform(x, y, side, side, 0, 0.75));
        platforms.add(platform(x + 2, y + 2, side - 4, side - 4, 0.75, 0.75));
        if (random.nextBoolean()) {
            platforms.add(platform(x + side - 1, y, 3, side, 3.5, 0.5));
        }
    }

    /// Low pieces of walls.
    private void rubble(int x, int y) {
        for (int i = 0; i < 4; i++) {
            double atX = x + 10 + 22 * (i & 1) + random.nextInt(12);
            double atY = y + 10 + 22 * (i >> 1) + random.nextInt(12);
            boolean along = random.nextBoolean();
            double length = 3 + random.nextInt(6);
            walls.add(box(atX, atY, along ? length : 0.5, along ? 0.5 : length, 1.5));
        }
    }

    private static String box(double x, double y, double width, double depth, double height) {
        return rectangle(x, y, width, depth).replace("}", ", \"height\": " + number(height) + "}");
    }

    private static String platform(
            double x, double y, double width, double depth, double base, double height) {
        return rectangle(x, y, width, depth)
                .replace(
                        "}",
                        ", \"base\": " + number(base) + ", \"height\": " + number(height) + "}");
    }

    private static String rectangle(double x, double y, double width, double depth) {
        return "{\"x\": %s, \"y\": %s, \"width\": %s, \"depth\": %s}"
                .formatted(number(x), number(y), number(width), number(depth));
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%s", value);
    }

    private static String lines(List<String> entries) {
        return "    " + String.join(",\n    ", entries);
    }
}
