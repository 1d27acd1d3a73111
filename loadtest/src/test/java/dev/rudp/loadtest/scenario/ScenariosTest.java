package dev.rudp.loadtest.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.game.bot.Bot;
import dev.rudp.game.input.InputWord;
import dev.rudp.game.map.Distance;
import dev.rudp.game.map.MapFile;
import dev.rudp.game.map.WorldMap;
import dev.rudp.game.movement.Kinematics;
import dev.rudp.game.movement.Movement;
import dev.rudp.game.movement.MovementSettings;
import dev.rudp.loadtest.measure.TargetSet;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenariosTest {
    private static final int HZ = 60;

    @ParameterizedTest
    @ValueSource(ints = {16, 50, 100, 500, 1_024, 3_163, 8_192})
    void theServerTakesEveryField(int metres) {
        for (Field field : new Field[] {Field.open(metres), Field.yard(metres)}) {
            WorldMap map = MapFile.parse("test", field.mapFile());
            assertEquals(Distance.ofMetres(metres), map.width());
            assertEquals(field.name(), map.name());
        }
    }

    @Test
    void theFieldOfConstantDensityGrowsWithTheRootOfThePlayers() {
        assertEquals(500, ConstantDensity.metres(500));
        assertEquals(1_000, ConstantDensity.metres(2_000));
        assertEquals(1_414, ConstantDensity.metres(4_000));
        assertEquals(22, ConstantDensity.metres(1));
    }

    @Test
    void aCrowdStaysWithinFiftyMetresAndMoves() {
        Scenario crowd = Scenarios.named("crowd");
        assertEquals(TargetSet.CROWDED, crowd.targets());
        Body body = new Body(crowd, 7);
        int moved = 0;
        for (int tick = 0; tick < 60 * HZ; tick++) {
            moved += body.step(true) ? 1 : 0;
            assertTrue(body.x() >= 0 && body.x() <= Distance.ofMetres(50));
            assertTrue(body.y() >= 0 && body.y() <= Distance.ofMetres(50));
        }
        assertTrue(moved > 10 * HZ, "moved in " + moved + " ticks");
    }

    @Test
    void aFlockWaitsForAllAndThenRunsTheSameWay() {
        Scenario flock = Scenarios.named("flock");
        Body one = new Body(flock, 1);
        Body other = new Body(flock, 2);
        for (int tick = 0; tick < HZ; tick++) {
            assertFalse(one.step(false));
            other.step(false);
        }
        for (int tick = 0; tick < 60 * HZ; tick++) {
            one.step(true);
            other.step(true);
        }
        assertTrue(one.x() > Distance.ofMetres(300), "x=" + one.x());
        assertEquals(one.x(), other.x());
        assertEquals(one.y(), other.y());
    }

    @Test
    void aFlockStaysOnItsMapAndComesRound() {
        Body body = new Body(Scenarios.named("flock"), 1);
        int startX = body.x();
        for (int tick = 0; tick < 240 * HZ; tick++) {
            body.step(true);
            assertTrue(body.x() > 0 && body.x() < Distance.ofMetres(900));
        }
        assertTrue(Math.abs(body.x() - startX) < Distance.ofMetres(5), "x=" + body.x());
    }

    @Test
    void teleportIsTheServersDoingNotTheClients() {
        Scenario teleport = Scenarios.named("teleport");
        assertEquals("[world.regroup-ticks=30]", teleport.serverSettings(HZ).toString());
        Walker walker = teleport.walker(1, 1_000, 1_000, HZ);
        Bot bot = new Bot(1, 1_000, 1_000);
        for (int tick = 0; tick < 100; tick++) {
            long word = walker.think(Bot.UNKNOWN, Bot.UNKNOWN, true);
            assertEquals(bot.think(), word);
            assertTrue(Math.abs(InputWord.moveY(word)) <= InputWord.FULL_STICK);
        }
    }

    private static Field fieldOf(Scenario scenario) {
        return Objects.requireNonNull(scenario.field());
    }

    /// One body that does what a walker of a scenario wants, on the scenario's field.
    private static final class Body {
        private final Kinematics place = new Kinematics(1);
        private final Movement movement;
        private final Walker walker;
        private int tick;

        Body(Scenario scenario, long seed) {
            WorldMap map = MapFile.parse("test", fieldOf(scenario).mapFile());
            movement = new Movement(MovementSettings.defaults(), map, HZ);
            walker = scenario.walker(seed, map.width(), map.depth(), HZ);
            place.place(0, Distance.ofMetres(25), Distance.ofMetres(25), 0, 0);
        }

        /// {@return whether it moved}
        boolean step(boolean together) {
            int x = x();
            int y = y();
            long word = walker.think(x, y, together);
            movement.step(place, 0, word, 0, 0, movement.phase(++tick));
            return x != x() || y != y();
        }

        int x() {
            return place.x[0];
        }

        int y() {
            return place.y[0];
        }
    }
}
