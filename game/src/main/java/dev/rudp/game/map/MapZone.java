package dev.rudp.game.map;

/// A named volume that is not solid: where something happens to those who enter. Upright, turned
/// about the vertical through its middle. In [Distance] units.
///
/// @param x of its middle
/// @param turn of its x axis, 1/65536 turn
public record MapZone(
        String name, int x, int y, int minZ, int halfWidth, int halfDepth, int maxZ, int turn) {}
