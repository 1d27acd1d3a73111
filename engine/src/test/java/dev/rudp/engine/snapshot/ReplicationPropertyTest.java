package dev.rudp.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.Seeds;
import org.junit.jupiter.api.Test;

/// Server and client stay the same over any channel: after every decoded snapshot the client's view
/// is entity for entity what the server remembers, with the values that the frames had at the ticks
/// that the server remembers.
class ReplicationPropertyTest {
    @Test
    void clientHoldsWhatServerRemembersOverLossyReorderingChannel() {
        Seeds.forEach(
                300,
                random -> {
                    ReplicationRig rig = new ReplicationRig(random);
                    rig.lossRatio = random.nextInt(4) * 0.15;
                    rig.maxDelayTicks = 1 + random.nextInt(12);
                    rig.ackLossRatio = random.nextInt(4) * 0.2;
                    rig.budgetBytes = random.nextBoolean() ? 1100 : 0;
                    rig.run(250);
                    assertTrue(rig.decoded > 20, "decoded=" + rig.decoded);
                    assertEquals(0, rig.decoder.count(DecodeResult.MALFORMED));
                    assertEquals(0, rig.decoder.count(DecodeResult.MISMATCH));
                    assertEquals(0, rig.decoder.count(DecodeResult.NEEDS_BASELINE));
                });
    }

    @Test
    void viewIsCompleteOnPerfectChannelWithRoom() {
        Seeds.forEach(
                50,
                random -> {
                    ReplicationRig rig = new ReplicationRig(random);
                    rig.budgetBytes = 8000;
                    rig.expectComplete = true;
                    rig.run(200);
                    assertTrue(rig.decoded > 150, "decoded=" + rig.decoded);
                });
    }

    @Test
    void recoversFromSilenceLongerThanTheRing() {
        Seeds.forEach(
                20,
                random -> {
                    ReplicationRig rig = new ReplicationRig(random);
                    rig.run(100);
                    rig.lossRatio = 1;
                    rig.run(130);
                    long before = rig.decoded;
                    rig.lossRatio = 0;
                    rig.run(100);
                    assertTrue(rig.decoded > before + 20, "decoded=" + rig.decoded);
                });
    }

    @Test
    void clientThatLostItsStateIsSentEverything() {
        long[] refused = {0};
        Seeds.forEach(
                20,
                random -> {
                    ReplicationRig rig = new ReplicationRig(random);
                    rig.run(100);
                    rig.forgetClient();
                    rig.run(100);
                    long count = rig.decoder.count(DecodeResult.NEEDS_BASELINE);
                    assertTrue(count <= 3, "refused=" + count);
                    refused[0] += count;
                    assertTrue(rig.decoder.newest().tick() > 190);
                });
        assertTrue(refused[0] > 10, "refused=" + refused[0]);
    }
}
