package dev.rudp.game.actor;

import dev.rudp.game.content.Content;
import dev.rudp.game.content.Pool;
import dev.rudp.game.content.StatRole;

/// Fills the pools of the living. What comes back in a second is spread over its ticks so that the
/// sum is exact: tick t gets floor(rate × (t + 1) / hz) − floor(rate × t / hz).
public final class Regeneration {
    private Regeneration() {}

    /// Advances one actor by one tick.
    public static void step(Actors actors, Content content, int slot, int tick) {
        boolean fighting = isFighting(actors, content, slot, tick);
        int share = fighting ? content.rules().combatRegeneration() : 1_000;
        fill(actors, content, slot, tick, Pool.HEALTH, StatRole.HEALTH_REGENERATION, share);
        fill(actors, content, slot, tick, Pool.MANA, StatRole.MANA_REGENERATION, 1_000);
        fill(actors, content, slot, tick, Pool.STAMINA, StatRole.STAMINA_REGENERATION, 1_000);
    }

    /// {@return whether the last blow was not long ago}
    public static boolean isFighting(Actors actors, Content content, int slot, int tick) {
        return tick - actors.lastBlow[slot] < content.rules().combat();
    }

    private static void fill(
            Actors actors,
            Content content,
            int slot,
            int tick,
            Pool pool,
            StatRole role,
            int share) {
        long rate = (long) actors.stat(slot, content, role) * share / 1_000;
        int hz = content.tickHz();
        int phase = Math.floorMod(tick, hz);
        int gain = (int) (rate * (phase + 1) / hz - rate * phase / hz);
        long filled = (long) actors.pool(slot, pool) + gain;
        int most = actors.most(slot, content, pool);
        actors.setPool(slot, pool, (int) Math.min(filled, most));
    }
}
