package dev.rudp.game.skill;

/// Who brings summoned NPCs into the world.
public interface Summoner {
    /// Lets an NPC appear beside its summoner for a while; when there is no room it does not come.
    ///
    /// @param lastTick when it leaves again
    void summon(int owner, int npc, int lastTick);
}
