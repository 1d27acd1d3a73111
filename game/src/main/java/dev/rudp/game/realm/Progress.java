package dev.rudp.game.realm;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.chance.Digest;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.TaskDef;
import dev.rudp.game.event.Audience;
import dev.rudp.game.event.EventKind;
import dev.rudp.game.event.Events;
import dev.rudp.game.item.Bags;
import dev.rudp.game.item.Sheets;
import dev.rudp.game.skill.SkillBook;

/// Experience and levels of players. Owner: the world thread. No allocation.
final class Progress {
    private final Actors actors;
    private final Sheets sheets;
    private final SkillBook book;
    private final Bags bags;
    private final Events events;
    private final long[] experience;

    Progress(Actors actors, Sheets sheets, SkillBook book, Bags bags, Events events) {
        this.actors = actors;
        this.sheets = sheets;
        this.book = book;
        this.bags = bags;
        this.events = events;
        experience = new long[actors.capacity()];
    }

    void begin(int slot, long earned) {
        experience[slot] = earned;
    }

    long experience(int slot) {
        return experience[slot];
    }

    void earn(Content content, int slot, long points) {
        if (points <= 0 || actors.level[slot] >= content.levels().top()) {
            return;
        }
        experience[slot] += points;
        events.add(EventKind.EXPERIENCE, Audience.PLAYER, slot, slot, slot, (int) points, 0);
        while (actors.level[slot] < content.levels().top()
                && experience[slot] >= content.levels().needed(actors.level[slot] + 1)) {
            actors.level[slot]++;
            book.setPoints(slot, book.points(slot) + content.levels().skillPoints());
            actors.touch(slot);
            events.add(EventKind.LEVELLED, Audience.WORLD, 0, slot, slot, actors.level[slot], 0);
            if (!actors.dead[slot]) {
                sheets.fill(content, slot, 1_000);
            }
        }
    }

    /// Death costs a share of what the level has gained so far, never the level.
    void lose(Content content, int slot) {
        int level = actors.level[slot];
        if (level >= content.levels().top()) {
            return;
        }
        long floor = content.levels().needed(level);
        long step = content.levels().needed(level + 1) - floor;
        long loss = step * content.rules().deathExperience() / 1_000;
        experience[slot] = Math.max(floor, experience[slot] - loss);
    }

    /// Gives the reward of a task.
    void reward(Content content, int slot, int task) {
        TaskDef def = content.task(task);
        long gold = bags.earn(slot, def.gold());
        events.add(EventKind.GOLD_GAINED, Audience.PLAYER, slot, slot, slot, (int) gold, 0);
        earn(content, slot, def.experience());
    }

    long hash(int slot, long seed) {
        return Digest.mix(seed, experience[slot]);
    }
}
