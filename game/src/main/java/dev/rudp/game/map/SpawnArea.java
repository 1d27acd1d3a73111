package dev.rudp.game.map;

/// A rectangle of the ground where players may appear, free of walls. Corners in [Distance] units,
/// both inclusive.
public record SpawnArea(int minX, int minY, int maxX, int maxY) {
    public SpawnArea {
        if (minX > maxX || minY > maxY) {
            throw new IllegalArgumentException(
                    "spawn x=[" + minX + ", " + maxX + "] y=[" + minY + ", " + maxY + "] is empty");
        }
    }
}
