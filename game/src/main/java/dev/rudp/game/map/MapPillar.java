package dev.rudp.game.map;

/// A solid upright capsule: a pillar with round ends. In [Distance] units.
///
/// @param minZ its lowest point, the end of the lower rounding
public record MapPillar(int x, int y, int minZ, int maxZ, int radius) {}
