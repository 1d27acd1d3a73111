package dev.rudp.game.actor;

import dev.rudp.game.chance.Digest;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.Pool;
import dev.rudp.game.content.StatRole;
import java.util.Arrays;

/// Everybody who can act, by slot: the columns that other rules read and write. Points of pools and
/// stats are in thousandths. Owner: the world thread. Allocates nothing after construction.
public final class Actors {
    /// In [#kind].
    public static final byte NOBODY = 0;

    public static final byte PLAYER = 1;
    public static final byte NPC = 2;

    /// No tick: long ago.
    public static final int NEVER = Integer.MIN_VALUE / 2;

    public final byte[] kind;

    /// The player's id or the NPC's serial number: never used twice.
    public final long[] id;

    /// The class of a player, the kind of an NPC.
    public final int[] type;

    public final int[] level;
    public final boolean[] dead;

    /// Who summoned it; -1 for nobody.
    public final int[] owner;

    /// The tick of the last blow given or taken.
    public final int[] lastBlow;

    /// The tick of death.
    public final int[] diedAt;

    /// Bits of [dev.rudp.game.content.Control] by index, as effects left them.
    public final int[] controlled;

    /// Party number, or -1.
    public final int[] party;

    private final int[] pools;
    private final int[] stats;
    private final boolean[] stale;
    private final int statCount;

    public Actors(int capacity, int statCount) {
        this.statCount = statCount;
        kind = new byte[capacity];
        id = new long[capacity];
        type = new int[capacity];
        level = new int[capacity];
        dead = new boolean[capacity];
        owner = new int[capacity];
        lastBlow = new int[capacity];
        diedAt = new int[capacity];
        controlled = new int[capacity];
        party = new int[capacity];
        pools = new int[capacity * Pool.values().length];
        stats = new int[capacity * statCount];
        stale = new boolean[capacity];
    }

    /// Begins an actor; its stats are computed and its pools filled by whoever calls.
    public void begin(int slot, byte what, long who, int ofType, int atLevel) {
        kind[slot] = what;
        id[slot] = who;
        type[slot] = ofType;
        level[slot] = atLevel;
        dead[slot] = false;
        owner[slot] = -1;
        lastBlow[slot] = NEVER;
        diedAt[slot] = NEVER;
        controlled[slot] = 0;
        party[slot] = -1;
        Arrays.fill(pools, slot * 3, slot * 3 + 3, 0);
        Arrays.fill(stats, slot * statCount, (slot + 1) * statCount, 0);
        stale[slot] = true;
    }

    public void end(int slot) {
        kind[slot] = NOBODY;
    }

    public boolean isActor(int slot) {
        return slot >= 0 && slot < kind.length && kind[slot] != NOBODY;
    }

    public boolean isAlive(int slot) {
        return isActor(slot) && !dead[slot];
    }

    public boolean isPlayer(int slot) {
        return isActor(slot) && kind[slot] == PLAYER;
    }

    public boolean isNpc(int slot) {
        return isActor(slot) && kind[slot] == NPC;
    }

    public int pool(int slot, Pool pool) {
        return pools[slot * 3 + pool.index()];
    }

    public void setPool(int slot, Pool pool, int points) {
        pools[slot * 3 + pool.index()] = points;
    }

    public int stat(int slot, int stat) {
        return stats[slot * statCount + stat];
    }

    public int stat(int slot, Content content, StatRole role) {
        return stats[slot * statCount + content.stat(role)];
    }

    public void setStat(int slot, int stat, int value) {
        stats[slot * statCount + stat] = value;
    }

    /// {@return the most that a pool holds}
    public int most(int slot, Content content, Pool pool) {
        return stat(
                slot,
                content,
                switch (pool) {
                    case HEALTH -> StatRole.MAX_HEALTH;
                    case MANA -> StatRole.MAX_MANA;
                    case STAMINA -> StatRole.MAX_STAMINA;
                });
    }

    /// Says that something changed which stats depend on.
    public void touch(int slot) {
        stale[slot] = true;
    }

    public boolean isStale(int slot) {
        return stale[slot];
    }

    public void refreshed(int slot) {
        stale[slot] = false;
    }

    /// {@return who answers for an actor: its summoner, or itself}
    public int master(int slot) {
        int master = slot;
        for (int i = 0; i < 4 && isActor(owner[master]); i++) {
            master = owner[master];
        }
        return master;
    }

    public int capacity() {
        return kind.length;
    }

    public long hash(int slot, long seed) {
        long hash = Digest.mix(seed, id[slot] * 8 + kind[slot] * 2 + (dead[slot] ? 1 : 0));
        hash = Digest.mix(hash, ((long) type[slot] << 32) ^ level[slot]);
        hash = Digest.mix(hash, ((long) owner[slot] << 32) ^ lastBlow[slot]);
        hash = Digest.mix(hash, ((long) diedAt[slot] << 32) ^ controlled[slot]);
        hash = Digest.mix(hash, party[slot]);
        hash = Digest.mix(hash, pools, slot * 3, slot * 3 + 3);
        return Digest.mix(hash, stats, slot * statCount, (slot + 1) * statCount);
    }
}
