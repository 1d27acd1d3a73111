package dev.rudp.game.social;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.chance.Digest;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.Goal;
import dev.rudp.game.content.Section;
import dev.rudp.game.content.TaskDef;
import dev.rudp.game.event.Audience;
import dev.rudp.game.event.EventKind;
import dev.rudp.game.event.Events;
import java.util.Arrays;

/// What everybody has counted towards tasks: up to [#MOST] tasks of a pack. Owner: the world
/// thread. No allocation.
public final class Tasks {
    public static final int MOST = 64;

    private final Actors actors;
    private final Events events;
    private final int[] counts;

    public Tasks(Actors actors, Events events) {
        this.actors = actors;
        this.events = events;
        counts = new int[actors.capacity() * MOST];
    }

    public void clear(int slot) {
        Arrays.fill(counts, slot * MOST, (slot + 1) * MOST, 0);
    }

    /// Counts deaths of an NPC. {@return a task that this finished, or -1}
    public int killed(Content content, int slot, int npc) {
        for (int task = 0; task < tasks(content); task++) {
            if (content.task(task).goal() instanceof Goal.Kill kill
                    && kill.npc() == npc
                    && count(content, slot, task, 1, kill.count())) {
                return task;
            }
        }
        return -1;
    }

    /// Counts items picked up. {@return a task that this finished, or -1}
    public int collected(Content content, int slot, int item, int units) {
        for (int task = 0; task < tasks(content); task++) {
            if (content.task(task).goal() instanceof Goal.Collect collect
                    && collect.item() == item
                    && count(content, slot, task, units, collect.count())) {
                return task;
            }
        }
        return -1;
    }

    private static int tasks(Content content) {
        return Math.min(MOST, content.count(Section.TASKS));
    }

    private boolean count(Content content, int slot, int task, int more, int needed) {
        TaskDef def = content.task(task);
        int at = slot * MOST + task;
        if (counts[at] >= needed
                || actors.level[slot] < def.level()
                || content.isRetired(Section.TASKS, task)) {
            return false;
        }
        counts[at] = Math.min(needed, counts[at] + more);
        boolean done = counts[at] == needed;
        EventKind kind = done ? EventKind.TASK_DONE : EventKind.TASK_COUNTED;
        events.add(kind, Audience.PLAYER, slot, slot, slot, task, counts[at]);
        return done;
    }

    public int count(int slot, int task) {
        return counts[slot * MOST + task];
    }

    public void restore(int slot, int task, int count) {
        counts[slot * MOST + task] = count;
    }

    public long hash(int slot, long seed) {
        return Digest.mix(seed, counts, slot * MOST, (slot + 1) * MOST);
    }
}
