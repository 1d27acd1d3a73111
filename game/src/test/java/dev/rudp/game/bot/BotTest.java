package dev.rudp.game.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.game.input.InputWord;
import dev.rudp.game.map.Distance;
import dev.rudp.game.map.MapFile;
import dev.rudp.game.map.WorldMap;
import dev.rudp.game.movement.Kinematics;
import dev.rudp.game.movement.Movement;
import dev.rudp.game.movement.MovementSettings;
import dev.rudp.testkit.allocation.AllocationMeter;
import org.junit.jupiter.api.Test;

class BotTest {
    private static final int TICKS = 60 * 60;

    private final WorldMap meadow = MapFile.builtIn("meadow");
    private final Movement movement = new Movement(MovementSettings.defaults(), meadow, 60);

    @Test
    void oneSeedThinksOneWay() {
        Bot one = new Bot(42, 1_000, 1_000);
        Bot other = new Bot(42, 1_000, 1_000);
        for (int tick = 0; tick < TICKS; tick++) {
            assertEquals(one.think(tick, tick), other.think(tick, tick));
        }
    }

    @Test
    void botsThatSeeThemselvesGetAboutTheTown() {
        int lazy = 0;
        for (int seed = 0; seed < 50; seed++) {
            if (metresWalkedInAMinute(seed, true) < 120) {
                lazy++;
            }
        }
        assertTrue(lazy <= 5, "lazy=" + lazy);
    }

    @Test
    void botsThatSeeNothingStillMove() {
        int lazy = 0;
        for (int seed = 0; seed < 50; seed++) {
            if (metresWalkedInAMinute(seed, false) < 60) {
                lazy++;
            }
        }
        assertTrue(lazy <= 10, "lazy=" + lazy);
    }

    @Test
    void botsJumpNowAndThenAndLetGoOfTheButton() {
        Bot bot = new Bot(7, meadow.width(), meadow.depth());
        int presses = 0;
        boolean held = false;
        for (int tick = 0; tick < TICKS; tick++) {
            boolean pressed = InputWord.isPressed(bot.think(), InputWord.JUMP);
            presses += pressed && !held ? 1 : 0;
            held = pressed;
        }
        assertTrue(presses >= 3 && presses <= 30, "presses=" + presses);
    }

    @Test
    void everyThoughtIsACleanInput() {
        Bot bot = new Bot(8, meadow.width(), meadow.depth());
        for (int tick = 0; tick < TICKS; tick++) {
            long word = tick % 2 == 0 ? bot.think() : bot.think(tick, -tick);
            assertEquals(InputWord.sanitized(word), word);
        }
    }

    @Test
    void thinkingAllocatesNothing() {
        Bot bot = new Bot(9, meadow.width(), meadow.depth());
        int[] at = {0};
        AllocationMeter.assertZero(
                1_000, 10_000, () -> at[0] += (int) bot.think(at[0] & 0xFFFF, 5));
    }

    private double metresWalkedInAMinute(long seed, boolean sees) {
        Bot bot = new Bot(seed, meadow.width(), meadow.depth());
        Kinematics body = new Kinematics(1);
        body.place(0, meadow.spawns().get(70).minX(), meadow.spawns().get(70).minY(), 0, 0);
        double way = 0;
        for (int tick = 0; tick < TICKS; tick++) {
            int x = body.x[0];
            int y = body.y[0];
            long word = sees ? bot.think(x, y) : bot.think();
            movement.step(body, 0, word, 0, 0, movement.phase(tick));
            way += Math.hypot(body.x[0] - x, body.y[0] - y);
        }
        return way / Distance.PER_METRE;
    }
}
