package dev.rudp.game.bot;

import dev.rudp.game.input.InputWord;
import dev.rudp.game.map.Distance;

/// One wandering player. Walks towards a random place for a few seconds or until it is there, then
/// chooses the next; turns like a hand on a mouse, sprints and jumps now and then, rests sometimes,
/// and turns away when something is in its way. Two bots of one seed that see the same do the same.
///
/// A bot that decodes the world tells its own position; one that does not just walks about ("open
/// loop"). Thinking costs some nanoseconds and allocates nothing. Owner: one thread.
public final class Bot {
    /// A position is not known.
    public static final int UNKNOWN = Integer.MIN_VALUE;

    private static final int TURN_PER_TICK = 65_536 / 90;
    private static final int ARRIVED = Distance.ofMetres(3);
    private static final int STUCK_TICKS = 20;
    private static final int STUCK_WITHIN = Distance.ofMetres(0.5);
    private static final int JUMP_TICKS = 8;

    private final int width;
    private final int depth;
    private long random;
    private int yaw;
    private int wantedYaw;
    private int targetX;
    private int targetY;
    private int ticksToNextPlan;
    private int ticksToJump;
    private int ticksToStuckCheck = STUCK_TICKS;
    private int lastX = UNKNOWN;
    private int lastY = UNKNOWN;
    private boolean resting;
    private boolean sprinting;

    /// @param width of the world, in [Distance] units
    public Bot(long seed, int width, int depth) {
        if (width < 1 || depth < 1) {
            throw new IllegalArgumentException("world=" + width + "x" + depth + " < 1x1");
        }
        this.width = width;
        this.depth = depth;
        this.random = seed;
        this.yaw = below(65_536);
        plan();
        ticksToNextPlan = 1 + below(300);
        ticksToJump = 60 + below(600);
    }

    /// {@return the input for the next tick, without knowing where this bot is}
    public long think() {
        return think(UNKNOWN, UNKNOWN);
    }

    /// {@return the input for the next tick}
    ///
    /// @param x where this bot last saw itself, in [Distance] units, or [#UNKNOWN]
    public long think(int x, int y) {
        if (--ticksToNextPlan <= 0) {
            plan();
        }
        if (x != UNKNOWN) {
            lookAround(x, y);
        }
        turn();
        int buttons = sprinting ? InputWord.SPRINT : 0;
        if (--ticksToJump <= 0) {
            buttons |= InputWord.JUMP;
            if (ticksToJump <= -JUMP_TICKS) {
                ticksToJump = 120 + below(900);
            }
        }
        return InputWord.of(0, resting ? 0 : InputWord.FULL_STICK, yaw, buttons);
    }

    private void plan() {
        targetX = below(width);
        targetY = below(depth);
        wantedYaw = below(65_536);
        ticksToNextPlan = 120 + below(360);
        int mood = below(16);
        resting = mood == 0;
        sprinting = mood >= 12;
    }

    private void lookAround(int x, int y) {
        int dx = targetX - x;
        int dy = targetY - y;
        if (Math.abs(dx) < ARRIVED && Math.abs(dy) < ARRIVED) {
            plan();
        } else if (ticksToStuckCheck == STUCK_TICKS) {
            wantedYaw = direction(dx, dy);
        }
        if (--ticksToStuckCheck <= 0) {
            boolean stuck =
                    lastX != UNKNOWN
                            && !resting
                            && Math.abs(x - lastX) < STUCK_WITHIN
                            && Math.abs(y - lastY) < STUCK_WITHIN;
            lastX = x;
            lastY = y;
            // Something is in the way: along it for a while, to one side or the other.
            ticksToStuckCheck = stuck ? 3 * STUCK_TICKS : STUCK_TICKS;
            if (stuck) {
                wantedYaw = (yaw + 16_384 + below(2) * 32_768) & 0xFFFF;
            }
        }
    }

    private void turn() {
        int difference = (short) (wantedYaw - yaw);
        yaw = (yaw + Math.clamp(difference, -TURN_PER_TICK, TURN_PER_TICK)) & 0xFFFF;
    }

    /// {@return about the direction of (`dx`, `dy`), 65,536 to a turn; within 4 degrees, which is
    /// good enough to walk and needs no arc tangent}
    private static int direction(int dx, int dy) {
        long ax = Math.abs((long) dx);
        long ay = Math.abs((long) dy);
        if ((ax | ay) == 0) {
            return 0;
        }
        int octant = (int) (Math.min(ax, ay) * 8_192 / Math.max(ax, ay));
        int quarter = ay > ax ? 16_384 - octant : octant;
        int half = dx >= 0 ? quarter : 32_768 - quarter;
        return (dy >= 0 ? half : -half) & 0xFFFF;
    }

    /// {@return 0..bound - 1, by SplitMix64}
    private int below(int bound) {
        random += 0x9E3779B97F4A7C15L;
        long mixed = (random ^ (random >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return (int) (((mixed >>> 33) * bound) >>> 31);
    }
}
