package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Entries;
import dev.rudp.game.declare.Num;
import dev.rudp.game.declare.Otherwise;
import dev.rudp.game.declare.UnfitException;
import java.util.List;

@About("How players grow.")
public record LevelsDef(
        @About("Experience in all that each level after the first needs, ascending.")
                @Entries(min = 1, max = 99)
                List<LevelStep> steps,
        @About("Points for skills with each level after the first.")
                @Num(min = 0, max = 10)
                @Otherwise("1")
                int skillPoints) {
    public LevelsDef {
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).experience() <= steps.get(i - 1).experience()) {
                throw new UnfitException(
                        "steps[" + i + "]",
                        Integer.toString(steps.get(i).experience()),
                        "more than the step before");
            }
        }
    }

    /// {@return the highest level}
    public int top() {
        return steps.size() + 1;
    }

    /// {@return the experience in all that `level` needs}
    public int needed(int level) {
        return level <= 1 ? 0 : steps.get(level - 2).experience();
    }
}
