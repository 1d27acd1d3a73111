package dev.rudp.game.skill;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.combat.Heading;
import dev.rudp.game.combat.Hostility;
import dev.rudp.game.combat.TargetFinder;
import dev.rudp.game.combat.Terrain;
import dev.rudp.game.content.Aim;
import dev.rudp.game.content.AuraDef;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.Delivery;
import dev.rudp.game.content.Op;
import dev.rudp.game.content.Side;
import dev.rudp.game.content.SkillDef;
import dev.rudp.game.movement.Kinematics;
import java.util.List;

/// How skills get to whom they touch: one switch over the closed set of [Delivery]. Owner: the
/// world thread. Allocates nothing.
public final class Reach {
    private static final int MAX_FOUND = 256;
    private static final int ONE = 1_000;

    private final Actors actors;
    private final SkillBook book;
    private final Casts casts;
    private final Hostility hostility;
    private final TargetFinder finder;
    private final Terrain terrain;
    private final Kinematics bodies;
    private final Projectiles projectiles;
    private final Summoner summoner;
    private final Ops ops;
    private final int[] found = new int[MAX_FOUND];
    private final int[] visited = new int[16];

    public Reach(
            Actors actors,
            SkillBook book,
            Casts casts,
            Hostility hostility,
            TargetFinder finder,
            Terrain terrain,
            Kinematics bodies,
            Projectiles projectiles,
            Summoner summoner,
            Ops ops) {
        this.actors = actors;
        this.book = book;
        this.casts = casts;
        this.hostility = hostility;
        this.finder = finder;
        this.terrain = terrain;
        this.bodies = bodies;
        this.projectiles = projectiles;
        this.summoner = summoner;
        this.ops = ops;
    }

    /// Lets a skill happen, aimed as [Casts] says.
    void deliver(Content content, int slot, int skill, int tick) {
        SkillDef def = content.skill(skill);
        int rank = Math.max(1, book.rank(content, slot, skill));
        int strength = ONE + (rank - 1) * def.perRank();
        int x = bodies.x[slot];
        int y = bodies.y[slot];
        int yaw = casts.yaw[slot];
        switch (def.delivery()) {
            case Delivery.Direct direct ->
                    touch(content, slot, skill, casts.target[slot], strength, tick);
            case Delivery.Arc arc -> {
                int count = finder.inArc(slot, x, y, yaw, arc.width(), def.range(), found);
                touchAll(content, slot, skill, count, MAX_FOUND, strength, tick);
            }
            case Delivery.Line line -> {
                int toX = x + (int) (Heading.cosine(yaw) * def.range());
                int toY = y + (int) (Heading.sine(yaw) * def.range());
                int count = finder.onWay(slot, x, y, toX, toY, line.radius(), found);
                int first = nearest(content, slot, def, count, x, y, -1);
                if (first >= 0 && terrain.sees(x, y, 384, bodies.x[first], bodies.y[first], 384)) {
                    touch(content, slot, skill, first, strength, tick);
                }
            }
            case Delivery.Projectile projectile ->
                    shoot(content, slot, skill, projectile, strength);
            case Delivery.Area area -> {
                boolean onTarget = def.aim() == Aim.ENTITY;
                int aimX = onTarget ? bodies.x[casts.target[slot]] : casts.aimX[slot];
                int aimY = onTarget ? bodies.y[casts.target[slot]] : casts.aimY[slot];
                int count = finder.inCircle(slot, aimX, aimY, area.radius(), found);
                touchAll(content, slot, skill, count, area.targets(), strength, tick);
            }
            case Delivery.Chain chain -> chain(content, slot, skill, chain, strength, tick);
            case Delivery.Dash dash -> dash(content, slot, skill, dash, yaw, strength, tick);
            case Delivery.Summon summon -> {
                for (int i = 0; i < summon.count(); i++) {
                    summoner.summon(slot, summon.npc(), tick + summon.time());
                }
            }
        }
    }

    void radiate(Content content, int slot, AuraDef aura, int tick) {
        int count = finder.inCircle(slot, bodies.x[slot], bodies.y[slot], aura.radius(), found);
        for (int i = 0; i < count; i++) {
            int other = found[i];
            if (actors.isAlive(other) && hostility.reaches(content, aura.who(), slot, other)) {
                ops.applyTo(content, slot, other, aura.effect(), tick);
            }
        }
    }

    private void touch(Content content, int slot, int skill, int other, int strength, int tick) {
        SkillDef def = content.skill(skill);
        if (hostility.reaches(content, def.who(), slot, other)) {
            ops.run(content, def.effects(), slot, other, strength, false, skill, tick);
        }
    }

    private void touchAll(
            Content content, int slot, int skill, int count, int most, int strength, int tick) {
        int touched = 0;
        SkillDef def = content.skill(skill);
        for (int i = 0; i < count && touched < most; i++) {
            int other = found[i];
            if (actors.isAlive(other) && hostility.reaches(content, def.who(), slot, other)) {
                ops.run(content, def.effects(), slot, other, strength, false, skill, tick);
                touched++;
            }
        }
    }

    /// {@return the nearest living one of those found whom the skill reaches; -1 for none}
    private int nearest(
            Content content, int slot, SkillDef def, int count, int x, int y, int except) {
        int best = -1;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            int other = found[i];
            int distance = finder.distance(slot, x, y, other);
            if (other != except
                    && other != slot
                    && distance < least
                    && actors.isAlive(other)
                    && hostility.reaches(content, def.who(), slot, other)) {
                best = other;
                least = distance;
            }
        }
        return best;
    }

    private void chain(
            Content content, int slot, int skill, Delivery.Chain chain, int strength, int tick) {
        SkillDef def = content.skill(skill);
        int at = casts.target[slot];
        int power = strength;
        int jumps = 0;
        while (at >= 0) {
            visited[jumps] = at;
            touch(content, slot, skill, at, power, tick);
            if (jumps == chain.jumps()) {
                return;
            }
            jumps++;
            int x = bodies.x[at];
            int y = bodies.y[at];
            int count = finder.inCircle(slot, x, y, chain.radius(), found);
            int kept = 0;
            for (int i = 0; i < count; i++) {
                if (!isVisited(found[i], jumps)) {
                    found[kept++] = found[i];
                }
            }
            at = nearest(content, slot, def, kept, x, y, at);
            power = (int) ((long) power * chain.keep() / ONE);
        }
    }

    private boolean isVisited(int slot, int count) {
        for (int i = 0; i < count; i++) {
            if (visited[i] == slot) {
                return true;
            }
        }
        return false;
    }

    private void dash(
            Content content,
            int slot,
            int skill,
            Delivery.Dash dash,
            int yaw,
            int strength,
            int tick) {
        int x = bodies.x[slot];
        int y = bodies.y[slot];
        terrain.slide(
                bodies,
                slot,
                (int) (Heading.cosine(yaw) * dash.distance()),
                (int) (Heading.sine(yaw) * dash.distance()));
        int count = finder.onWay(slot, x, y, bodies.x[slot], bodies.y[slot], dash.radius(), found);
        int touched = count;
        touchAll(content, slot, skill, count, MAX_FOUND, strength, tick);
        if (touched == 0) {
            // Effects on oneself happen without anybody in the way too.
            ops.run(
                    content,
                    selfOnly(content.skill(skill)),
                    slot,
                    slot,
                    strength,
                    true,
                    skill,
                    tick);
        }
    }

    private static List<Op> selfOnly(SkillDef def) {
        boolean self =
                !def.effects().isEmpty()
                        && def.effects().getFirst() instanceof Op.Apply apply
                        && apply.to() == Side.SELF;
        return self ? def.effects() : List.of();
    }

    private void shoot(
            Content content, int slot, int skill, Delivery.Projectile kind, int strength) {
        int row = projectiles.allocate();
        if (row < 0) {
            return;
        }
        SkillDef def = content.skill(skill);
        boolean homing = def.aim() == Aim.ENTITY;
        int target = casts.target[slot];
        int yaw = casts.yaw[slot];
        if (homing) {
            yaw = Heading.of(bodies.x[target] - bodies.x[slot], bodies.y[target] - bodies.y[slot]);
        }
        double step = (double) kind.speed() * Projectiles.FINE / content.tickHz();
        projectiles.skill[row] = skill;
        projectiles.owner[row] = slot;
        projectiles.ownerId[row] = actors.id[slot];
        projectiles.target[row] = homing ? target : -1;
        projectiles.targetId[row] = homing ? actors.id[target] : 0;
        projectiles.x[row] = (long) bodies.x[slot] * Projectiles.FINE;
        projectiles.y[row] = (long) bodies.y[slot] * Projectiles.FINE;
        projectiles.dx[row] = (long) (Heading.cosine(yaw) * step);
        projectiles.dy[row] = (long) (Heading.sine(yaw) * step);
        // Those that follow a target may fly twice as far as they were shot.
        long range = (long) def.range() * Projectiles.FINE * (homing ? 2 : 1);
        projectiles.ticksLeft[row] = (int) Math.max(1, range / Math.max(1, (long) step));
        projectiles.strength[row] = strength;
        projectiles.pierce[row] = kind.pierce();
        projectiles.lastHit[row] = -1;
    }

    /// Advances everything that flies by one tick: as a swept line, so nothing is flown through.
    public void stepProjectiles(Content content, int tick) {
        for (int row = 0; row < projectiles.bound(); row++) {
            if (projectiles.skill[row] >= 0) {
                fly(content, row, tick);
            }
        }
    }

    private void fly(Content content, int row, int tick) {
        int owner = projectiles.owner[row];
        boolean ownerGone = !actors.isActor(owner) || actors.id[owner] != projectiles.ownerId[row];
        if (ownerGone || projectiles.ticksLeft[row]-- <= 0) {
            projectiles.free(row);
            return;
        }
        follow(row);
        int x = projectiles.x(row);
        int y = projectiles.y(row);
        projectiles.x[row] += projectiles.dx[row];
        projectiles.y[row] += projectiles.dy[row];
        int toX = projectiles.x(row);
        int toY = projectiles.y(row);
        SkillDef def = content.skill(projectiles.skill[row]);
        int radius = def.delivery() instanceof Delivery.Projectile kind ? kind.radius() : 0;
        int count = finder.onWay(owner, x, y, toX, toY, radius, found);
        int hit = nearest(content, owner, def, count, x, y, projectiles.lastHit[row]);
        if (hit >= 0 && (projectiles.target[row] < 0 || projectiles.target[row] == hit)) {
            int skill = projectiles.skill[row];
            projectiles.lastHit[row] = hit;
            ops.run(
                    content,
                    def.effects(),
                    owner,
                    hit,
                    projectiles.strength[row],
                    false,
                    skill,
                    tick);
            if (projectiles.pierce[row]-- <= 0) {
                projectiles.free(row);
                return;
            }
        }
        if (!terrain.sees(x, y, 384, toX, toY, 384)) {
            projectiles.free(row);
        }
    }

    /// Turns a shot towards whom it was shot at; one whose target is gone flies straight on.
    private void follow(int row) {
        int target = projectiles.target[row];
        if (target < 0) {
            return;
        }
        if (!actors.isAlive(target) || actors.id[target] != projectiles.targetId[row]) {
            projectiles.target[row] = -1;
            return;
        }
        double dx = bodies.x[target] - (double) projectiles.x(row);
        double dy = bodies.y[target] - (double) projectiles.y(row);
        double distance = Math.sqrt(dx * dx + dy * dy);
        double sx = projectiles.dx[row];
        double sy = projectiles.dy[row];
        double speed = Math.sqrt(sx * sx + sy * sy);
        if (distance >= 1) {
            projectiles.dx[row] = (long) (dx / distance * speed);
            projectiles.dy[row] = (long) (dy / distance * speed);
        }
    }
}
