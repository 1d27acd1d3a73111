package dev.rudp.game.map;

/// A solid box that is turned about the vertical through its middle. In [Distance] units.
///
/// @param x of its middle
/// @param halfWidth half its size along its own x axis, over 0
/// @param turn of its x axis, 1/65536 turn, growing from +x towards +y
public record MapBlock(int x, int y, int minZ, int halfWidth, int halfDepth, int maxZ, int turn) {
    /// {@return how far it reaches along x, to either side of its middle}
    int reachX() {
        return reach(halfWidth, halfDepth);
    }

    int reachY() {
        return reach(halfDepth, halfWidth);
    }

    private int reach(int along, int across) {
        double angle = turn * 2 * StrictMath.PI / 65_536;
        return (int)
                Math.ceil(
                        along * Math.abs(StrictMath.cos(angle))
                                + across * Math.abs(StrictMath.sin(angle)));
    }
}
