package dev.rudp.game.command;

import org.jspecify.annotations.Nullable;

/// The kinds of command with their codes and the bounds of their numbers, in the order in which
/// they are written. On the wire: the code in a byte, then each number less its least value as an
/// unsigned LEB128 integer, then for [#CHAT] the length of the text in a byte and its bytes.
/// Nothing may follow.
public enum CommandKind {
    CAST(1, Field.SKILL, Field.TARGET, Field.X, Field.Y, Field.YAW),
    STOP_CAST(2),
    MOVE_ITEM(3, Field.PLACE, Field.ID, Field.PLACE, Field.UNITS),
    EQUIP(4, Field.PLACE, Field.ID),
    UNEQUIP(5, Field.PLACE, Field.ID),
    DROP(6, Field.PLACE, Field.ID),
    PICK_UP(7, Field.ID),
    USE_ITEM(8, Field.PLACE, Field.ID),
    BUY(9, Field.SLOT, Field.KIND, Field.UNITS),
    SELL(10, Field.SLOT, Field.PLACE, Field.ID),
    TRADE_INVITE(11, Field.SLOT),
    TRADE_ACCEPT(12),
    TRADE_OFFER(13, Field.PLACE, Field.ID),
    TRADE_GOLD(14, Field.GOLD),
    TRADE_LOCK(15),
    TRADE_CONFIRM(16),
    TRADE_CANCEL(17),
    CHAT(18, Field.CHANNEL, Field.TARGET),
    PARTY_INVITE(19, Field.SLOT),
    PARTY_ACCEPT(20),
    PARTY_LEAVE(21),
    PARTY_REMOVE(22, Field.SLOT),
    LEARN(23, Field.SKILL),
    RESET_SKILLS(24),
    RESPAWN(25);

    /// The most numbers that a command has.
    public static final int MOST_FIELDS = 5;

    private static final @Nullable CommandKind[] BY_CODE = byCode();

    private final int code;

    /// Never changed, and never handed out.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Field[] fields;

    CommandKind(int code, Field... fields) {
        this.code = code;
        this.fields = fields;
    }

    /// {@return what stands on the wire; never changes}
    public int code() {
        return code;
    }

    public int fieldCount() {
        return fields.length;
    }

    /// {@return the bounds of the i-th number}
    public Field field(int i) {
        return fields[i];
    }

    public boolean hasText() {
        return this == CHAT;
    }

    /// {@return the kind of that code, or null}
    static @Nullable CommandKind of(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    private static @Nullable CommandKind[] byCode() {
        @Nullable CommandKind[] kinds = new @Nullable CommandKind[values().length + 1];
        for (CommandKind kind : values()) {
            kinds[kind.code] = kind;
        }
        return kinds;
    }
}
