package dev.rudp.game.realm;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.actor.Regeneration;
import dev.rudp.game.chance.Digest;
import dev.rudp.game.command.CommandKind;
import dev.rudp.game.command.CommandQueue;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.Control;
import dev.rudp.game.content.ItemDef;
import dev.rudp.game.event.Audience;
import dev.rudp.game.event.EventKind;
import dev.rudp.game.event.Events;
import dev.rudp.game.item.Inventory;
import dev.rudp.game.item.ItemStore;
import dev.rudp.game.item.Trades;
import dev.rudp.game.skill.Refusal;
import dev.rudp.game.social.Parties;
import java.util.Arrays;

/// Carries the commands of players out, or refuses them: with a code, told to the player, counted,
/// and without any other trace. Owner: the world thread. No allocation.
final class CommandDesk {
    private final Realm realm;
    private final Events events;
    private final long[] refusals = new long[64];
    private final int[] nextConsume;

    CommandDesk(Realm realm, Events events) {
        this.realm = realm;
        this.events = events;
        nextConsume = new int[realm.actors().capacity()];
    }

    void begin(int slot) {
        nextConsume[slot] = Actors.NEVER;
    }

    void carryOut(Content content, CommandQueue queue, int row, int tick) {
        int slot = queue.slot(row);
        CommandKind kind = queue.kind(row);
        if (!realm.actors().isPlayer(slot)) {
            refusals[Refusal.NO_TARGET.code()]++;
            return;
        }
        Refusal refusal = able(slot, kind);
        if (refusal == Refusal.NONE) {
            refusal = act(content, queue, row, slot, kind, tick);
        }
        if (refusal != Refusal.NONE) {
            refusals[refusal.code()]++;
            events.add(
                    EventKind.REFUSED,
                    Audience.PLAYER,
                    slot,
                    slot,
                    slot,
                    kind.code(),
                    refusal.code());
            events.detail(queue.number(row), 0);
        }
    }

    /// {@return why somebody in this state can do nothing of the kind}
    private Refusal able(int slot, CommandKind kind) {
        boolean dead = realm.actors().dead[slot];
        boolean stunned = realm.effects().isUnder(slot, Control.STUN);
        return switch (kind) {
            case CHAT, PARTY_INVITE, PARTY_ACCEPT, PARTY_LEAVE, PARTY_REMOVE, TRADE_CANCEL ->
                    Refusal.NONE;
            case RESPAWN -> dead ? Refusal.NONE : Refusal.NOT_DEAD;
            case CAST,
                    STOP_CAST,
                    MOVE_ITEM,
                    EQUIP,
                    UNEQUIP,
                    DROP,
                    PICK_UP,
                    USE_ITEM,
                    BUY,
                    SELL,
                    TRADE_INVITE,
                    TRADE_ACCEPT,
                    TRADE_OFFER,
                    TRADE_GOLD,
                    TRADE_LOCK,
                    TRADE_CONFIRM,
                    LEARN,
                    RESET_SKILLS ->
                    dead ? Refusal.DEAD : stunned ? Refusal.STUNNED : Refusal.NONE;
        };
    }

    private Refusal act(
            Content content, CommandQueue queue, int row, int slot, CommandKind kind, int tick) {
        int a = (int) queue.field(row, 0);
        Parties parties = realm.parties();
        return switch (kind) {
            case CAST -> cast(content, queue, row, slot, tick);
            case STOP_CAST -> stopCast(slot);
            case MOVE_ITEM, EQUIP, UNEQUIP, DROP, PICK_UP, USE_ITEM, BUY, SELL ->
                    handle(content, queue, row, slot, kind, tick);
            case TRADE_INVITE,
                    TRADE_ACCEPT,
                    TRADE_OFFER,
                    TRADE_GOLD,
                    TRADE_LOCK,
                    TRADE_CONFIRM,
                    TRADE_CANCEL ->
                    trade(content, queue, row, slot, kind);
            case CHAT ->
                    realm.chat()
                            .say(
                                    content,
                                    slot,
                                    a,
                                    (int) queue.field(row, 1),
                                    queue.texts(),
                                    queue.textStart(row),
                                    queue.textLength(row),
                                    tick);
            case PARTY_INVITE -> parties.invite(slot, a);
            case PARTY_ACCEPT -> parties.accept(slot);
            case PARTY_LEAVE -> parties.leave(slot);
            case PARTY_REMOVE -> parties.remove(slot, a, true);
            case LEARN -> learn(content, slot, a);
            case RESET_SKILLS -> resetSkills(content, slot, tick);
            case RESPAWN -> respawn(content, slot, tick);
        };
    }

    private Refusal cast(Content content, CommandQueue queue, int row, int slot, int tick) {
        return realm.skills()
                .use(
                        content,
                        slot,
                        (int) queue.field(row, 0),
                        (int) queue.field(row, 1),
                        (int) queue.field(row, 2),
                        (int) queue.field(row, 3),
                        (int) queue.field(row, 4),
                        tick);
    }

    private Refusal stopCast(int slot) {
        if (!realm.casts().isCasting(slot)) {
            return Refusal.NO_TARGET;
        }
        realm.casts().clear(slot);
        return Refusal.NONE;
    }

    private Refusal handle(
            Content content, CommandQueue queue, int row, int slot, CommandKind kind, int tick) {
        Inventory inventory = realm.inventory();
        long first = queue.field(row, 0);
        long second = queue.field(row, 1);
        int a = (int) first;
        if (realm.casts().isCasting(slot)) {
            return Refusal.BUSY;
        }
        return switch (kind) {
            case MOVE_ITEM ->
                    inventory.move(
                            content,
                            slot,
                            a,
                            second,
                            (int) queue.field(row, 2),
                            (int) queue.field(row, 3));
            case EQUIP -> inventory.equip(content, slot, a, second);
            case UNEQUIP -> inventory.unequip(slot, a, second);
            case DROP -> inventory.drop(content, slot, a, second, tick);
            case PICK_UP -> pickUp(content, slot, first, tick);
            case USE_ITEM -> consume(content, slot, a, second, tick);
            case BUY -> inventory.buy(content, slot, a, (int) second, (int) queue.field(row, 2));
            case SELL -> inventory.sell(content, slot, a, (int) second, queue.field(row, 2));
            case CAST,
                    STOP_CAST,
                    TRADE_INVITE,
                    TRADE_ACCEPT,
                    TRADE_OFFER,
                    TRADE_GOLD,
                    TRADE_LOCK,
                    TRADE_CONFIRM,
                    TRADE_CANCEL,
                    CHAT,
                    PARTY_INVITE,
                    PARTY_ACCEPT,
                    PARTY_LEAVE,
                    PARTY_REMOVE,
                    LEARN,
                    RESET_SKILLS,
                    RESPAWN ->
                    Refusal.MALFORMED;
        };
    }

    private Refusal pickUp(Content content, int slot, long id, int tick) {
        int at = realm.ground().find(id);
        ItemStore items = realm.items();
        int kind = at < 0 ? 0 : items.kind(realm.ground().item(at));
        int units = at < 0 ? 0 : items.count(realm.ground().item(at));
        Refusal refusal = realm.inventory().pickUp(content, slot, id, tick);
        if (refusal == Refusal.NONE) {
            int task = realm.tasks().collected(content, slot, kind, units);
            if (task >= 0) {
                realm.progress().reward(content, slot, task);
            }
        }
        return refusal;
    }

    private Refusal consume(Content content, int slot, int place, long id, int tick) {
        Refusal refusal = realm.inventory().own(slot, place, id);
        if (refusal != Refusal.NONE) {
            return refusal;
        }
        if (tick < nextConsume[slot]) {
            return Refusal.COOLDOWN;
        }
        ItemDef def = content.item(realm.items().kind(realm.bags().row(slot, place)));
        refusal = realm.inventory().consume(content, slot, place, id);
        if (refusal == Refusal.NONE) {
            nextConsume[slot] = tick + def.cooldown();
            realm.ops().run(content, def.effects(), slot, slot, 1_000, true, -1, tick);
        }
        return refusal;
    }

    private Refusal trade(
            Content content, CommandQueue queue, int row, int slot, CommandKind kind) {
        Trades trades = realm.trades();
        long first = queue.field(row, 0);
        return switch (kind) {
            case TRADE_INVITE -> trades.invite(content, slot, (int) first);
            case TRADE_ACCEPT -> trades.accept(content, slot);
            case TRADE_OFFER -> trades.offer(content, slot, (int) first, queue.field(row, 1));
            case TRADE_GOLD -> trades.offerGold(slot, first);
            case TRADE_LOCK -> trades.lock(slot);
            case TRADE_CONFIRM -> trades.confirm(content, slot);
            case TRADE_CANCEL -> trades.cancel(slot);
            case CAST,
                    STOP_CAST,
                    MOVE_ITEM,
                    EQUIP,
                    UNEQUIP,
                    DROP,
                    PICK_UP,
                    USE_ITEM,
                    BUY,
                    SELL,
                    CHAT,
                    PARTY_INVITE,
                    PARTY_ACCEPT,
                    PARTY_LEAVE,
                    PARTY_REMOVE,
                    LEARN,
                    RESET_SKILLS,
                    RESPAWN ->
                    Refusal.MALFORMED;
        };
    }

    private Refusal learn(Content content, int slot, int skill) {
        return realm.skillBook().learn(content, slot, skill);
    }

    private Refusal resetSkills(Content content, int slot, int tick) {
        if (Regeneration.isFighting(realm.actors(), content, slot, tick)
                || realm.casts().isCasting(slot)) {
            return Refusal.FIGHTING;
        }
        if (realm.skillBook().spent(content, slot) == 0) {
            return Refusal.NO_POINTS;
        }
        realm.skillBook().reset(content, slot);
        return Refusal.NONE;
    }

    private Refusal respawn(Content content, int slot, int tick) {
        if (tick - realm.actors().diedAt[slot] < content.rules().respawn()) {
            return Refusal.TOO_EARLY;
        }
        realm.respawn(slot);
        events.addAt(
                EventKind.RESPAWNED,
                slot,
                slot,
                0,
                0,
                realm.bodies().x[slot],
                realm.bodies().y[slot]);
        return Refusal.NONE;
    }

    long refusals(Refusal code) {
        return refusals[code.code()];
    }

    long hash(int slot, long seed) {
        return Digest.mix(seed, nextConsume[slot]);
    }

    @Override
    public String toString() {
        return "refusals=" + Arrays.toString(refusals);
    }
}
