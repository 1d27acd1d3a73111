package dev.rudp.game.input;

/// A player's input for one tick, packed into a `long`:
///
/// ```
/// bit 63      48 47    40 39    32 31         16 15         0
///     |  spare  | moveY  | moveX  |   buttons   |    yaw    |
/// ```
///
/// - `yaw`: where the player looks, 65,536 steps to a turn, 0 along +x, growing towards +y
/// - `buttons`: [#JUMP], [#SPRINT]; the other bits are spare
/// - `moveX`, `moveY`: the stick, to the right and forward, -127..127; a vector longer than 127
///   counts as one of 127
///
/// What changes most often stands lowest, which keeps the difference between two words short. No
/// bit pattern is illegal: [#sanitized(long)] maps all of them into the ranges above.
public final class InputWord {
    /// The stick at rest, no button, looking along +x.
    public static final long NEUTRAL = 0;

    /// Held while the player wants to jump; a jump needs a new press.
    public static final int JUMP = 1;

    /// Held to move at the sprint speed.
    public static final int SPRINT = 2;

    /// The stick at its rim.
    public static final int FULL_STICK = 127;

    private static final int KNOWN_BUTTONS = JUMP | SPRINT;
    private static final int BUTTONS_SHIFT = 16;
    private static final int MOVE_X_SHIFT = 32;
    private static final int MOVE_Y_SHIFT = 40;

    private InputWord() {}

    /// {@return the word for these values; each is cut to its bits}
    public static long of(int moveX, int moveY, int yaw, int buttons) {
        return (yaw & 0xFFFFL)
                | ((buttons & 0xFFFFL) << BUTTONS_SHIFT)
                | ((moveX & 0xFFL) << MOVE_X_SHIFT)
                | ((moveY & 0xFFL) << MOVE_Y_SHIFT);
    }

    /// {@return `word` with unknown buttons and spare bits cleared and -128 made -127}
    public static long sanitized(long word) {
        return of(moveX(word), moveY(word), yaw(word), buttons(word) & KNOWN_BUTTONS);
    }

    /// {@return the stick to the right, -127..127}
    public static int moveX(long word) {
        return Math.max((byte) (word >>> MOVE_X_SHIFT), -FULL_STICK);
    }

    /// {@return the stick forward, -127..127}
    public static int moveY(long word) {
        return Math.max((byte) (word >>> MOVE_Y_SHIFT), -FULL_STICK);
    }

    /// {@return 0..65535}
    public static int yaw(long word) {
        return (int) word & 0xFFFF;
    }

    /// {@return all sixteen button bits}
    public static int buttons(long word) {
        return (int) (word >>> BUTTONS_SHIFT) & 0xFFFF;
    }

    public static boolean isPressed(long word, int button) {
        return (buttons(word) & button) != 0;
    }
}
