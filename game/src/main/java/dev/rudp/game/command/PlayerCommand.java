package dev.rudp.game.command;

import java.nio.charset.StandardCharsets;

/// A command as a record: for clients, bots and tests. The server works on rows.
public sealed interface PlayerCommand {
    /// The target of a skill that is not aimed at an entity.
    int NOBODY = -1;

    CommandKind kind();

    /// {@return its numbers in the order of [CommandKind]}
    long[] fields();

    /// {@return its text, empty for all kinds but chat}
    default byte[] textBytes() {
        return new byte[0];
    }

    /// Uses a skill; `target` is [#NOBODY] for skills that are not aimed at an entity.
    record Cast(int skill, int target, int x, int y, int yaw) implements PlayerCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.CAST;
        }

        @Override
        public long[] fields() {
            return new long[] {skill, target, x, y, yaw};
        }
    }

    /// Ends what is being cast.
    record StopCast() implements PlayerCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.STOP_CAST;
        }

        @Override
        public long[] fields() {
            return new long[] {};
        }
    }

    /// Moves units of an item to another place of the bag.
    record MoveItem(int place, long item, int to, int units) implements PlayerCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.MOVE_ITEM;
        }

        @Override
        public long[] fields() {
            return new long[] {place, item, to, units};
        }
    }

    /// Wears an item.
    record Equip(int place, long item) implements PlayerCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.EQUIP;
        }

        @Override
        public long[] fields() {
            return new long[] {place, item};
        }
    }

    /// Takes an item off.
    record Unequip(int place, long item) implements PlayerCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.UNEQUIP;
        }

        @Override
        public long[] fields() {
            return new long[] {place, item};
        }
    }

    /// Lays an item on the ground.
    record Drop(int place, long item) implements PlayerCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.DROP;
        }

        @Override
        public long[] fields() {
            return new long[] {place, item};
        }
    }

    /// Takes an item from the ground.
    record PickUp(long item) implements PlayerCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.PICK_UP;
        }

        @Override
        public long[] fields() {
            return new long[] {item};
        }
    }

    /// Uses a consumable up.
    record UseItem(int place, long item) implements PlayerCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.USE_ITEM;
        }

        @Override
        public long[] fields() {
            return new long[] {place, item};
        }
    }

    /// Buys from an NPC.
    record Buy(int npc, int itemKind, int units) implements PlayerCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.BUY;
        }

        @Override
        public long[] fields() {
            return new long[] {npc, itemKind, units};
        }
    }

    /// Sells to an NPC.
    record Sell(int npc, int place, long item) implements PlayerCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.SELL;
        }

        @Override
        public long[] fields() {
            return new long[] {npc, place, item};
        }
    }

    /// Asks a player to trade.
    record TradeInvite(int player) implements PlayerCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.TRADE_INVITE;
        }

        @Override
        public long[] fields() {
            return new long[] {player};
        }
    }

    /// Accepts the last invitation.
    record TradeAccept() implements PlayerCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.TRADE_ACCEPT;
        }

        @Override
        public long[] fields() {
            return new long[] {};
        }
    }

    /// Puts an item on offer.
    record TradeOffer(int place, long item) implements PlayerCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.TRADE_OFFER;
        }

        @Override
        public long[] fields() {
            return new long[] {place, item};
        }
    }

    /// Says how much gold is on offer.
    record TradeGold(long gold) implements PlayerCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.TRADE_GOLD;
        }

        @Override
        public long[] fields() {
            return new long[] {gold};
        }
    }

    /// First phase: agrees to the offers.
    record TradeLock() implements PlayerCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.TRADE_LOCK;
        }

        @Override
        public long[] fields() {
            return new long[] {};
        }
    }

    /// Second phase: exchange.
    record TradeConfirm() implements PlayerCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.TRADE_CONFIRM;
        }

        @Override
        public long[] fields() {
            return new long[] {};
        }
    }

    /// Ends the trade.
    record TradeCancel() implements PlayerCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.TRADE_CANCEL;
        }

        @Override
        public long[] fields() {
            return new long[] {};
        }
    }

    /// Says something; `player` is for whispers.
    record Say(int channel, int player, String text) implements PlayerCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.CHAT;
        }

        @Override
        public long[] fields() {
            return new long[] {channel, player};
        }

        @Override
        public byte[] textBytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /// Asks a player into the party.
    record PartyInvite(int player) implements PlayerCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.PARTY_INVITE;
        }

        @Override
        public long[] fields() {
            return new long[] {player};
        }
    }

    /// Joins the party of the last invitation.
    record PartyAccept() implements PlayerCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.PARTY_ACCEPT;
        }

        @Override
        public long[] fields() {
            return new long[] {};
        }
    }

    /// Leaves the party.
    record PartyLeave() implements PlayerCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.PARTY_LEAVE;
        }

        @Override
        public long[] fields() {
            return new long[] {};
        }
    }

    /// Sends a member away; the leader may.
    record PartyRemove(int player) implements PlayerCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.PARTY_REMOVE;
        }

        @Override
        public long[] fields() {
            return new long[] {player};
        }
    }

    /// Spends a point in the skill tree.
    record Learn(int skill) implements PlayerCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.LEARN;
        }

        @Override
        public long[] fields() {
            return new long[] {skill};
        }
    }

    /// Forgets what was learned and gives the points back.
    record ResetSkills() implements PlayerCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.RESET_SKILLS;
        }

        @Override
        public long[] fields() {
            return new long[] {};
        }
    }

    /// Returns from death.
    record Respawn() implements PlayerCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.RESPAWN;
        }

        @Override
        public long[] fields() {
            return new long[] {};
        }
    }

    /// {@return the record of a row}
    static PlayerCommand of(CommandKind kind, long[] fields, String text) {
        int a = fields.length > 0 ? (int) fields[0] : 0;
        return switch (kind) {
            case CAST ->
                    new Cast(a, (int) fields[1], (int) fields[2], (int) fields[3], (int) fields[4]);
            case STOP_CAST -> new StopCast();
            case MOVE_ITEM -> new MoveItem(a, fields[1], (int) fields[2], (int) fields[3]);
            case EQUIP -> new Equip(a, fields[1]);
            case UNEQUIP -> new Unequip(a, fields[1]);
            case DROP -> new Drop(a, fields[1]);
            case PICK_UP -> new PickUp(fields[0]);
            case USE_ITEM -> new UseItem(a, fields[1]);
            case BUY -> new Buy(a, (int) fields[1], (int) fields[2]);
            case SELL -> new Sell(a, (int) fields[1], fields[2]);
            case TRADE_INVITE -> new TradeInvite(a);
            case TRADE_ACCEPT -> new TradeAccept();
            case TRADE_OFFER -> new TradeOffer(a, fields[1]);
            case TRADE_GOLD -> new TradeGold(fields[0]);
            case TRADE_LOCK -> new TradeLock();
            case TRADE_CONFIRM -> new TradeConfirm();
            case TRADE_CANCEL -> new TradeCancel();
            case CHAT -> new Say(a, (int) fields[1], text);
            case PARTY_INVITE -> new PartyInvite(a);
            case PARTY_ACCEPT -> new PartyAccept();
            case PARTY_LEAVE -> new PartyLeave();
            case PARTY_REMOVE -> new PartyRemove(a);
            case LEARN -> new Learn(a);
            case RESET_SKILLS -> new ResetSkills();
            case RESPAWN -> new Respawn();
        };
    }
}
