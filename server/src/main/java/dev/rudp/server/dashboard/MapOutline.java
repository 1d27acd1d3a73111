package dev.rudp.server.dashboard;

import java.util.List;

/// The map from above, in metres: what the page draws once.
///
/// @param name the map's name
/// @param walls what stands in the way
public record MapOutline(
        String name, double minX, double minY, double maxX, double maxY, List<Wall> walls) {
    public MapOutline {
        walls = List.copyOf(walls);
    }

    /// A box that stands on the ground, from above.
    ///
    /// @param height over the ground; higher ones are drawn stronger
    public record Wall(double minX, double minY, double maxX, double maxY, double height) {}
}
