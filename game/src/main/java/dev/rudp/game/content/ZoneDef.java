package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Num;
import dev.rudp.game.declare.Otherwise;
import dev.rudp.game.declare.Text;
import dev.rudp.game.declare.Unit;

@About(
        "A rectangle of the map with rules of its own. Where several lie over each other, the first by name counts.")
public record ZoneDef(
        @About("What players read.") @Text(max = 40) String name,
        @About("What players may do to each other.") ZoneKind kind,
        @About("Its corner nearest to the origin.") @Num(min = 0, max = 8192, unit = Unit.METRES)
                int x,
        @About("The same along y.") @Num(min = 0, max = 8192, unit = Unit.METRES) int y,
        @About("Its size along x.") @Num(min = 1, max = 8192, unit = Unit.METRES) int width,
        @About("Its size along y.") @Num(min = 1, max = 8192, unit = Unit.METRES) int depth,
        @About("For players from this level.") @Num(min = 1, max = 100) @Otherwise("1")
                int fromLevel,
        @About("To this level.") @Num(min = 1, max = 100) @Otherwise("100") int toLevel) {
    /// {@return whether a place lies in it, in [dev.rudp.game.map.Distance] units}
    public boolean contains(int atX, int atY) {
        return atX >= x && atY >= y && atX < x + width && atY < y + depth;
    }
}
