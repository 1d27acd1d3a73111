package dev.rudp.game.realm;

import dev.rudp.engine.entity.EntitySlots;
import dev.rudp.game.actor.Actors;
import dev.rudp.game.actor.Regeneration;
import dev.rudp.game.chance.Chance;
import dev.rudp.game.chance.Digest;
import dev.rudp.game.combat.Blows;
import dev.rudp.game.combat.Heading;
import dev.rudp.game.combat.Hostility;
import dev.rudp.game.combat.PresentTargets;
import dev.rudp.game.combat.Terrain;
import dev.rudp.game.combat.Threat;
import dev.rudp.game.command.CommandQueue;
import dev.rudp.game.content.ClassDef;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.Control;
import dev.rudp.game.content.Pool;
import dev.rudp.game.content.StartItem;
import dev.rudp.game.content.StatRole;
import dev.rudp.game.effect.Effects;
import dev.rudp.game.event.Events;
import dev.rudp.game.item.Bags;
import dev.rudp.game.item.GroundItems;
import dev.rudp.game.item.Inventory;
import dev.rudp.game.item.ItemStore;
import dev.rudp.game.item.Loot;
import dev.rudp.game.item.Sheets;
import dev.rudp.game.item.Trades;
import dev.rudp.game.movement.Kinematics;
import dev.rudp.game.npc.Minds;
import dev.rudp.game.npc.Npcs;
import dev.rudp.game.skill.Casts;
import dev.rudp.game.skill.Ops;
import dev.rudp.game.skill.Projectiles;
import dev.rudp.game.skill.Reach;
import dev.rudp.game.skill.Refusal;
import dev.rudp.game.skill.SkillBook;
import dev.rudp.game.skill.Skills;
import dev.rudp.game.social.Chat;
import dev.rudp.game.social.Parties;
import dev.rudp.game.social.Tasks;

/// The rules of the game, whole. A function of its state, the commands and the seed: two realms
/// that see the same joins, bodies and commands have equal [#stateHash()]es for ever.
///
/// The host owns slots and bodies: it allocates players' slots, moves everybody (players by their
/// inputs, NPCs by [#intent(int)], each as fast as [#speedShare(int)] allows), and calls [#step]
/// once per tick with the commands. Owner: the world thread. A tick allocates nothing.
public final class Realm {
    /// The most kinds of items that any version of the content has.
    private static final int MAX_KINDS = 4_096;

    private final RealmConfig config;
    private final Kinematics bodies;
    private final Events events;
    private final Actors actors;
    private final Effects effects;
    private final Threat threat;
    private final SkillBook book;
    private final Casts casts;
    private final Blows blows;
    private final Ops ops;
    private final PresentTargets targets;
    private final Hostility hostility;
    private final Projectiles projectiles;
    private final Reach reach;
    private final Skills skills;
    private final ItemStore store;
    private final Bags bags;
    private final GroundItems ground;
    private final Inventory inventory;
    private final Trades trades;
    private final Sheets sheets;
    private final Npcs npcs;
    private final Minds minds;
    private final Parties parties;
    private final Chat chat;
    private final Tasks tasks;
    private final Progress progress;
    private final Deaths deaths;
    private final CommandDesk desk;
    private Content content;
    private int tick;

    /// @param slots the world's, also of players; NPCs are allocated from it
    /// @param bodies where everybody is; the realm moves whom it pushes, places and lets dash
    /// @param filter looks at chat
    public Realm(
            RealmConfig config,
            Content content,
            EntitySlots slots,
            Kinematics bodies,
            Terrain terrain,
            Chat.Filter filter) {
        int capacity = config.capacity();
        Chance chance = new Chance(config.seed());
        this.config = config;
        this.content = content;
        this.bodies = bodies;
        events = new Events(config.events());
        actors = new Actors(capacity, content.statCount());
        effects = new Effects(actors);
        threat = new Threat(actors);
        book = new SkillBook(actors);
        casts = new Casts(actors, bodies, events);
        blows = new Blows(actors, effects, threat, bodies, events, chance);
        ops = new Ops(actors, effects, blows, book, casts, bodies, terrain, events, chance);
        targets = new PresentTargets(bodies, actors);
        hostility = new Hostility(actors, bodies);
        projectiles = new Projectiles(config.projectiles());
        store = new ItemStore(config.items(), MAX_KINDS, 1);
        bags = new Bags(store, capacity);
        ground = new GroundItems(store, config.groundItems());
        inventory = new Inventory(actors, store, bags, ground, bodies, events);
        trades = new Trades(actors, store, bags, bodies, events);
        sheets = new Sheets(actors, bags, effects, content.statCount());
        npcs =
                new Npcs(
                        content, slots, actors, effects, threat, book, casts, sheets, bodies,
                        events, chance);
        reach =
                new Reach(
                        actors,
                        book,
                        casts,
                        hostility,
                        targets,
                        terrain,
                        bodies,
                        projectiles,
                        npcs,
                        ops);
        skills =
                new Skills(
                        actors, effects, book, casts, hostility, targets, terrain, bodies, events,
                        ops, reach);
        minds =
                new Minds(
                        npcs, actors, effects, threat, hostility, targets, skills, casts, sheets,
                        bodies, chance);
        parties = new Parties(actors, events);
        chat = new Chat(actors, bodies, events, filter);
        tasks = new Tasks(actors, events);
        progress = new Progress(actors, sheets, book, bags, events);
        Loot loot = new Loot(actors, store, bags, ground, inventory, events, chance);
        deaths =
                new Deaths(actors, blows, casts, loot, inventory, progress, parties, tasks, bodies);
        desk = new CommandDesk(this, events);
    }

    /// Lets a new player begin in a slot that the host allocated.
    ///
    /// @param playerId not negative, below [Npcs#NPC_ID], and nobody else's
    public void join(int slot, long playerId, int classId) {
        begin(slot, playerId, classId, 1);
        ClassDef type = content.classOf(classId);
        for (int i = 0; i < type.skills().size(); i++) {
            book.teach(content, slot, type.skills().get(i), 1);
        }
        for (StartItem item : type.items()) {
            inventory.give(content, slot, item.item(), item.count());
        }
        placeAtStart(slot);
        sheets.fill(content, slot, 1_000);
    }

    void begin(int slot, long playerId, int classId, int level) {
        if (playerId < 0 || playerId >= Npcs.NPC_ID) {
            throw new IllegalArgumentException("player-id=" + playerId + " not in [0, 2^62)");
        }
        actors.begin(slot, Actors.PLAYER, playerId, classId, level);
        effects.clear(slot);
        book.clear(slot);
        casts.clear(slot);
        tasks.clear(slot);
        chat.begin(slot, 0, tick);
        desk.begin(slot);
        progress.begin(slot, content.levels().needed(level));
    }

    /// Ends a player: what it had leaves the world, so the host saves it before.
    public void leave(int slot) {
        trades.leave(slot);
        parties.forget(slot);
        npcs.dismiss(slot);
        inventory.remove(slot);
        casts.clear(slot);
        effects.clear(slot);
        actors.end(slot);
    }

    /// Advances everything by one tick. Ticks ascend by one.
    public void step(int newTick, CommandQueue commands) {
        tick = newTick;
        events.begin(newTick);
        blows.begin();
        ops.begin();
        targets.refresh();
        commands.sort();
        for (int i = 0; i < commands.count(); i++) {
            desk.carryOut(content, commands, commands.row(i), newTick);
        }
        events.nextPhase();
        stepNpcs();
        events.nextPhase();
        for (int slot = 0; slot < config.capacity(); slot++) {
            if (actors.isAlive(slot)) {
                skills.step(content, slot, newTick);
            }
        }
        events.nextPhase();
        reach.stepProjectiles(content, newTick);
        events.nextPhase();
        for (int slot = 0; slot < config.capacity(); slot++) {
            if (actors.isAlive(slot)) {
                ops.tickEffects(content, slot, newTick);
            }
        }
        events.nextPhase();
        deaths.settle(content, newTick);
        ground.step(newTick);
        npcs.step(newTick);
        events.nextPhase();
        finish();
    }

    private void stepNpcs() {
        minds.begin(content, tick);
        for (int slot = 0; slot < config.capacity(); slot++) {
            if (actors.kind[slot] == Actors.NPC) {
                minds.step(content, slot, tick);
            }
        }
    }

    private void finish() {
        for (int slot = 0; slot < config.capacity(); slot++) {
            if (actors.kind[slot] == Actors.NOBODY) {
                continue;
            }
            sheets.refresh(content, slot);
            if (!actors.dead[slot]) {
                Regeneration.step(actors, content, slot, tick);
            }
            if (actors.kind[slot] == Actors.PLAYER) {
                trades.step(content, slot);
            }
        }
    }

    /// Takes over another version of the content, between two ticks. {@return whether it did}: not
    /// if it has other stats or was made for another tick rate
    public boolean adopt(Content next) {
        if (next.statCount() != content.statCount() || next.tickHz() != content.tickHz()) {
            return false;
        }
        content = next;
        npcs.adopt(next);
        for (int slot = 0; slot < config.capacity(); slot++) {
            if (actors.kind[slot] != Actors.NOBODY) {
                actors.touch(slot);
            }
        }
        return true;
    }

    /// Brings a dead player back to where everybody begins.
    void respawn(int slot) {
        actors.dead[slot] = false;
        effects.clear(slot);
        placeAtStart(slot);
        sheets.fill(content, slot, content.rules().respawnShare());
    }

    private void placeAtStart(int slot) {
        // A spiral by the golden angle, so that a crowd does not stand on one spot.
        int yaw = (int) (slot * 25_033L & 0xFFFF);
        int radius = (int) ((long) content.world().startRadius() * (slot % 61) / 61);
        int x = content.world().startX() + (int) (Heading.cosine(yaw) * radius);
        int y = content.world().startY() + (int) (Heading.sine(yaw) * radius);
        bodies.place(slot, x, y, 0, yaw >>> 8);
    }

    /// {@return where the NPC in `slot` wants to go, as an input word}
    public long intent(int slot) {
        return minds.intent(slot);
    }

    /// {@return how fast somebody may move now, in thousandths of the usual; 0 for not at all}
    public int speedShare(int slot) {
        boolean held =
                !actors.isAlive(slot)
                        || effects.isUnder(slot, Control.STUN)
                        || effects.isUnder(slot, Control.ROOT);
        return held ? 0 : actors.stat(slot, content, StatRole.SPEED);
    }

    /// {@return a hash of all state that later ticks depend on, bodies included}
    public long stateHash() {
        long hash = Digest.mix(config.seed(), content.hash());
        for (int slot = 0; slot < config.capacity(); slot++) {
            byte kind = actors.kind[slot];
            if (kind == Actors.NOBODY) {
                continue;
            }
            hash = actors.hash(slot, hash * 31 + slot);
            hash = bodies.hash(slot, hash);
            hash = effects.hash(slot, hash);
            hash = book.hash(slot, hash);
            hash = casts.hash(slot, hash);
            if (kind == Actors.PLAYER) {
                hash = bags.hash(slot, hash);
                hash = trades.hash(slot, hash);
                hash = chat.hash(slot, hash);
                hash = tasks.hash(slot, hash);
                hash = progress.hash(slot, hash);
                hash = desk.hash(slot, hash);
            } else {
                hash = threat.hash(slot, hash);
                hash = npcs.hash(slot, hash);
                hash = minds.hash(slot, hash);
            }
        }
        hash = parties.hash(store.hash(hash));
        return npcs.hash(projectiles.hash(ground.hash(hash)));
    }

    /// {@return how often commands were refused with that code}
    public long refusals(Refusal code) {
        return desk.refusals(code);
    }

    public Events events() {
        return events;
    }

    public Content content() {
        return content;
    }

    public Actors actors() {
        return actors;
    }

    public Effects effects() {
        return effects;
    }

    public Bags bags() {
        return bags;
    }

    public ItemStore items() {
        return store;
    }

    public GroundItems ground() {
        return ground;
    }

    public Projectiles projectiles() {
        return projectiles;
    }

    public Npcs npcs() {
        return npcs;
    }

    public Minds minds() {
        return minds;
    }

    public SkillBook skillBook() {
        return book;
    }

    public Parties parties() {
        return parties;
    }

    public Tasks tasks() {
        return tasks;
    }

    public Chat chat() {
        return chat;
    }

    /// {@return the experience of a player in all}
    public long experience(int slot) {
        return progress.experience(slot);
    }

    /// {@return points of a pool, in thousandths}
    public int pool(int slot, Pool pool) {
        return actors.pool(slot, pool);
    }

    Kinematics bodies() {
        return bodies;
    }

    Skills skills() {
        return skills;
    }

    Casts casts() {
        return casts;
    }

    Ops ops() {
        return ops;
    }

    Inventory inventory() {
        return inventory;
    }

    Trades trades() {
        return trades;
    }

    Progress progress() {
        return progress;
    }

    Sheets sheets() {
        return sheets;
    }

    int tick() {
        return tick;
    }
}
