package dev.rudp.game.social;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.chance.Digest;
import dev.rudp.game.content.Content;
import dev.rudp.game.event.Audience;
import dev.rudp.game.event.EventKind;
import dev.rudp.game.event.Events;
import dev.rudp.game.movement.Kinematics;
import dev.rudp.game.skill.Refusal;

/// Who says what to whom. Texts are UTF-8 of up to [#MAX_BYTES] without control characters; each
/// player has a burst of messages that refills slowly. A [Filter] of the host's may refuse a text.
/// Owner: the world thread. No allocation.
public final class Chat {
    public static final int MAX_BYTES = 200;

    /// Channels.
    public static final int SAY = 0;

    public static final int PARTY = 1;
    public static final int GUILD = 2;
    public static final int WORLD = 3;
    public static final int WHISPER = 4;

    /// Looks at texts before they are told. Called on the world thread: quick, and without effects.
    @FunctionalInterface
    public interface Filter {
        boolean allows(byte[] text, int offset, int length);
    }

    private final Actors actors;
    private final Kinematics bodies;
    private final Events events;
    private final Filter filter;
    private final int[] guild;

    /// When the burst is full again.
    private final int[] fullAt;

    public Chat(Actors actors, Kinematics bodies, Events events, Filter filter) {
        this.actors = actors;
        this.bodies = bodies;
        this.events = events;
        this.filter = filter;
        guild = new int[actors.capacity()];
        fullAt = new int[actors.capacity()];
    }

    /// A player's guild, 0 for none; guilds are the host's business.
    public void begin(int slot, int ofGuild, int tick) {
        guild[slot] = ofGuild;
        fullAt[slot] = tick;
    }

    /// Says something.
    ///
    /// @param other the slot that a whisper goes to
    public Refusal say(
            Content content,
            int slot,
            int channel,
            int other,
            byte[] text,
            int offset,
            int length,
            int tick) {
        if (length < 1 || length > MAX_BYTES || !isPlain(text, offset, length)) {
            return Refusal.TEXT;
        }
        int refill = content.rules().chatRefill();
        int full = Math.max(fullAt[slot], tick);
        if (full - tick > (content.rules().chatBurst() - 1) * refill) {
            return Refusal.TOO_OFTEN;
        }
        if (channel == PARTY && actors.party[slot] < 0) {
            return Refusal.NO_PARTY;
        }
        if (channel == GUILD && guild[slot] == 0) {
            return Refusal.NO_PARTY;
        }
        if (channel == WHISPER && !actors.isPlayer(other)) {
            return Refusal.NO_TARGET;
        }
        if (channel < SAY || channel > WHISPER) {
            return Refusal.MALFORMED;
        }
        if (!filter.allows(text, offset, length)) {
            return Refusal.TEXT;
        }
        fullAt[slot] = full + refill;
        tell(slot, channel, other);
        events.text(text, offset, length);
        return Refusal.NONE;
    }

    private void tell(int slot, int channel, int other) {
        switch (channel) {
            case SAY ->
                    events.addAt(
                            EventKind.CHAT, slot, slot, channel, 0, bodies.x[slot], bodies.y[slot]);
            case PARTY ->
                    events.add(
                            EventKind.CHAT,
                            Audience.PARTY,
                            actors.party[slot],
                            slot,
                            slot,
                            channel,
                            0);
            case GUILD ->
                    events.add(EventKind.CHAT, Audience.GUILD, guild[slot], slot, slot, channel, 0);
            case WORLD -> events.add(EventKind.CHAT, Audience.WORLD, 0, slot, slot, channel, 0);
            default -> events.add(EventKind.CHAT, Audience.PLAYER, other, slot, other, channel, 0);
        }
    }

    public int guild(int slot) {
        return guild[slot];
    }

    public long hash(int slot, long seed) {
        return Digest.mix(seed, ((long) guild[slot] << 32) ^ fullAt[slot]);
    }

    /// {@return whether it is well-formed UTF-8 (RFC 3629) without control characters}
    static boolean isPlain(byte[] text, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            int first = text[at++] & 0xFF;
            int more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
            int code = more == 0 ? first : first & (0x3F >> more);
            if ((first >= 0x80 && first < 0xC2) || first > 0xF4 || end - at < more) {
                return false;
            }
            for (int i = 0; i < more; i++) {
                int next = text[at++] & 0xFF;
                if ((next & 0xC0) != 0x80) {
                    return false;
                }
                code = code << 6 | (next & 0x3F);
            }
            boolean tooLong = (more == 2 && code < 0x800) || (more == 3 && code < 0x10000);
            boolean surrogate = code >= 0xD800 && code < 0xE000;
            if (tooLong || surrogate || code > 0x10FFFF || Character.isISOControl(code)) {
                return false;
            }
        }
        return true;
    }
}
