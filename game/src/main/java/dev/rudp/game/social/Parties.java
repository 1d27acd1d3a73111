package dev.rudp.game.social;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.chance.Digest;
import dev.rudp.game.event.Audience;
import dev.rudp.game.event.EventKind;
import dev.rudp.game.event.Events;
import dev.rudp.game.skill.Refusal;
import java.util.Arrays;

/// Parties of up to [#MOST] players. A party is a number below the capacity; the first of its
/// members leads it. One left alone is dissolved. Owner: the world thread. No allocation.
public final class Parties {
    public static final int MOST = 5;

    /// In events: what happened.
    public static final int INVITED = 1;

    public static final int JOINED = 2;
    public static final int LEFT = 3;

    private static final int NOBODY = -1;

    private final Actors actors;
    private final Events events;
    private final int[] members;
    private final int[] invitedBy;
    private final long[] invitedById;

    public Parties(Actors actors, Events events) {
        int capacity = actors.capacity();
        this.actors = actors;
        this.events = events;
        members = new int[(capacity / 2 + 1) * MOST];
        invitedBy = new int[capacity];
        invitedById = new long[capacity];
        Arrays.fill(members, NOBODY);
        Arrays.fill(invitedBy, NOBODY);
    }

    public Refusal invite(int slot, int other) {
        if (slot == other || !actors.isPlayer(other)) {
            return Refusal.NO_TARGET;
        }
        int party = actors.party[slot];
        if (party >= 0 && members[party * MOST] != slot) {
            return Refusal.NOT_LEADER;
        }
        if (actors.party[other] >= 0) {
            return Refusal.WRONG_TARGET;
        }
        if (party >= 0 && count(party) == MOST) {
            return Refusal.PARTY_FULL;
        }
        invitedBy[other] = slot;
        invitedById[other] = actors.id[slot];
        events.add(EventKind.PARTY, Audience.PLAYER, other, slot, other, INVITED, 0);
        return Refusal.NONE;
    }

    public Refusal accept(int slot) {
        int by = invitedBy[slot];
        if (by == NOBODY || !actors.isPlayer(by) || actors.id[by] != invitedById[slot]) {
            return Refusal.NO_PARTY;
        }
        if (actors.party[slot] >= 0) {
            return Refusal.WRONG_TARGET;
        }
        int party = actors.party[by];
        if (party >= 0 && count(party) == MOST) {
            return Refusal.PARTY_FULL;
        }
        if (party < 0) {
            party = found(by);
        }
        invitedBy[slot] = NOBODY;
        members[party * MOST + count(party)] = slot;
        actors.party[slot] = party;
        events.add(EventKind.PARTY, Audience.PARTY, party, slot, slot, JOINED, 0);
        return Refusal.NONE;
    }

    private int found(int leader) {
        int party = 0;
        // There are more parties than pairs of players, so one is free.
        while (members[party * MOST] != NOBODY) {
            party++;
        }
        members[party * MOST] = leader;
        actors.party[leader] = party;
        return party;
    }

    public Refusal leave(int slot) {
        int party = actors.party[slot];
        if (party < 0) {
            return Refusal.NO_PARTY;
        }
        events.add(EventKind.PARTY, Audience.PARTY, party, slot, slot, LEFT, 0);
        remove(party, slot);
        if (count(party) == 1) {
            remove(party, members[party * MOST]);
        }
        return Refusal.NONE;
    }

    /// Lets the leader send a member away.
    public Refusal remove(int slot, int other, boolean asLeader) {
        int party = actors.party[slot];
        if (party < 0) {
            return Refusal.NO_PARTY;
        }
        if (asLeader && members[party * MOST] != slot) {
            return Refusal.NOT_LEADER;
        }
        if (!actors.isPlayer(other) || actors.party[other] != party) {
            return Refusal.NO_TARGET;
        }
        return leave(other);
    }

    /// Ends whatever a leaving player had begun.
    public void forget(int slot) {
        leave(slot);
        invitedBy[slot] = NOBODY;
    }

    private void remove(int party, int slot) {
        int kept = party * MOST;
        for (int at = party * MOST; at < (party + 1) * MOST; at++) {
            if (members[at] != slot) {
                members[kept++] = members[at];
            }
        }
        while (kept < (party + 1) * MOST) {
            members[kept++] = NOBODY;
        }
        actors.party[slot] = -1;
    }

    /// {@return the i-th member, the leader first, or -1}
    public int member(int party, int i) {
        return members[party * MOST + i];
    }

    public int count(int party) {
        int count = 0;
        while (count < MOST && members[party * MOST + count] != NOBODY) {
            count++;
        }
        return count;
    }

    public long hash(long seed) {
        return Digest.mix(
                Digest.mix(seed, members, 0, members.length), invitedBy, 0, invitedBy.length);
    }
}
