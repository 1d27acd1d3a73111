package dev.rudp.game.map;

/// A solid axis-aligned box. All numbers in [Distance] units; minima are inside, maxima are the far
/// faces.
public record MapBox(int minX, int minY, int minZ, int maxX, int maxY, int maxZ) {
    public MapBox {
        if (minX >= maxX || minY >= maxY || minZ >= maxZ) {
            throw new IllegalArgumentException(
                    "box x=["
                            + minX
                            + ", "
                            + maxX
                            + "] y=["
                            + minY
                            + ", "
                            + maxY
                            + "] z=["
                            + minZ
                            + ", "
                            + maxZ
                            + "] is empty");
        }
    }

    /// {@return whether the upright column over the rectangle, from the ground up to `height`, has
    /// room in common with this box}
    boolean meetsColumn(int fromX, int fromY, int toX, int toY, int height) {
        return minZ < height && fromX < maxX && toX > minX && fromY < maxY && toY > minY;
    }
}
