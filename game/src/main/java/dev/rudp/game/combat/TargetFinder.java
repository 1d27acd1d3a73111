package dev.rudp.game.combat;

/// The one way in which anything finds out whom it hits. Places are asked for *as `viewer` sees
/// them*: an implementation that rewinds gives where bodies were on that player's screen, the plain
/// one where they are. Found slots are ascending, and alive or dead alike: the caller judges.
///
/// Distances are to a body's middle, less its radius, in [dev.rudp.game.map.Distance] units.
public interface TargetFinder {
    /// Half the width of a body.
    int BODY_RADIUS = 96;

    /// {@return how many actors within `radius` of a place were put into `found`}
    int inCircle(int viewer, int x, int y, int radius, int[] found);

    /// {@return how many actors within `range` and half of `width` to either side of `yaw`}
    int inArc(int viewer, int x, int y, int yaw, int width, int range, int[] found);

    /// {@return how many actors within `radius` of the way from one place to another}
    int onWay(int viewer, int x, int y, int toX, int toY, int radius, int[] found);

    /// {@return how far from the place the actor is}
    int distance(int viewer, int x, int y, int slot);

    /// {@return where the actor is}
    int x(int viewer, int slot);

    int y(int viewer, int slot);
}
