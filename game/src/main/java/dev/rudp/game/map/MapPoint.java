package dev.rudp.game.map;

/// A named place. In [Distance] units.
///
/// @param facing 1/65536 turn, growing from +x towards +y
public record MapPoint(String name, int x, int y, int z, int facing) {}
