package dev.rudp.loadtest.scenario;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A square map made for a load test: a wall around it, and on larger ones a house in the middle of
/// each block, so that there is something to walk into wherever one is.
///
/// @param metres the length of its sides
/// @param gatheringMetres the size of the corner in which everybody appears; 0: anywhere in the
///   streets
public record Field(int metres, int gatheringMetres) {
    /// The smallest map that the server takes.
    public static final int MIN_METRES = 16;

    private static final int MAX_METRES = 8_192;
    private static final int BLOCK_METRES = 64;
    private static final int HOUSE_METRES = 16;
    private static final int STREET_METRES = 12;

    /// Where nobody may appear, along the border.
    private static final int MARGIN_METRES = 2;

    public Field {
        if (metres < MIN_METRES || metres > MAX_METRES) {
            throw new IllegalArgumentException(
                    "field.metres=" + metres + " not in [" + MIN_METRES + ", " + MAX_METRES + "]");
        }
        if (gatheringMetres < 0 || gatheringMetres > metres - 2 * MARGIN_METRES) {
            throw new IllegalArgumentException("field.gathering-metres=" + gatheringMetres);
        }
    }

    /// {@return a yard without houses, full of people everywhere}
    static Field yard(int metres) {
        return new Field(metres, metres - 2 * MARGIN_METRES);
    }

    /// {@return a field with houses; players appear in its streets}
    public static Field open(int metres) {
        return new Field(metres, 0);
    }

    /// {@return a field without houses whose players appear in one corner of it}
    static Field openWithCorner(int metres, int cornerMetres) {
        return new Field(metres, cornerMetres);
    }

    /// {@return what the map is called}
    public String name() {
        return "field-" + metres;
    }

    /// {@return the map file}
    public byte[] mapFile() {
        List<String> walls = new ArrayList<>();
        List<String> spawns = new ArrayList<>();
        if (gatheringMetres > 0) {
            spawns.add(
                    rectangle(MARGIN_METRES, MARGIN_METRES, gatheringMetres, gatheringMetres)
                            + "}");
        } else {
            streets(walls, spawns);
        }
        return """
        {"format": 1, "name": "%s", "width": %d, "depth": %d, "ceiling": 64,
         "walls": [%s],
         "spawns": [%s]}
        """
                .formatted(
                        name(),
                        metres,
                        metres,
                        String.join(",\n", walls),
                        String.join(",\n", spawns))
                .getBytes(StandardCharsets.UTF_8);
    }

    /// One street along x in each row of blocks, and a house above each street in each block.
    private void streets(List<String> walls, List<String> spawns) {
        int rows = Math.max(1, metres / BLOCK_METRES);
        for (int row = 0; row < rows; row++) {
            int y = MARGIN_METRES + row * BLOCK_METRES;
            int depth = Math.min(STREET_METRES, metres - MARGIN_METRES - y);
            spawns.add(rectangle(MARGIN_METRES, y, metres - 2 * MARGIN_METRES, depth) + "}");
            int houseY = y + STREET_METRES + STREET_METRES;
            for (int x = HOUSE_METRES; x + BLOCK_METRES <= metres; x += BLOCK_METRES) {
                if (houseY + HOUSE_METRES + MARGIN_METRES <= metres) {
                    walls.add(
                            rectangle(x, houseY, HOUSE_METRES, HOUSE_METRES) + ", \"height\": 5}");
                }
            }
        }
    }

    private static String rectangle(int x, int y, int width, int depth) {
        return "{\"x\": %d, \"y\": %d, \"width\": %d, \"depth\": %d".formatted(x, y, width, depth);
    }
}
