package dev.rudp.game.combat;

/// Directions: 65,536 steps to a turn, 0 along +x, growing towards +y.
public final class Heading {
    private static final int STEPS = 4_096;
    private static final float[] SINE = new float[STEPS];

    static {
        for (int i = 0; i < STEPS; i++) {
            SINE[i] = (float) StrictMath.sin(i * 2 * StrictMath.PI / STEPS);
        }
    }

    private Heading() {}

    public static float cosine(int yaw) {
        return SINE[((yaw >>> 4) + STEPS / 4) & (STEPS - 1)];
    }

    public static float sine(int yaw) {
        return SINE[(yaw >>> 4) & (STEPS - 1)];
    }

    /// {@return the direction of (`dx`, `dy`), 0..65535; 0 for no way at all}
    public static int of(int dx, int dy) {
        if ((dx | dy) == 0) {
            return 0;
        }
        return (int) Math.rint(StrictMath.atan2(dy, dx) * (32_768 / StrictMath.PI)) & 0xFFFF;
    }

    /// {@return the angle between two directions, 0..32768}
    public static int between(int one, int other) {
        return Math.abs((short) (one - other));
    }
}
