package dev.rudp.engine.join;

import dev.rudp.engine.message.Messages;
import dev.rudp.transport.channel.ChannelMode;
import dev.rudp.transport.channel.ChannelSpec;
import java.util.List;

/// The channels between a world and its players, the same at both ends.
public final class WorldChannels {
    /// Inputs up and snapshots down, a datagram each: only the newest counts.
    public static final int STATE = 0;

    /// The welcome, and whatever else must arrive.
    public static final int CONTROL = 1;

    /// Commands up and messages down, in order and once.
    public static final int GAME = 2;

    /// Messages down that may get lost.
    public static final int NEWS = 3;

    private static final int GAME_REPAIR_BYTES = 64;

    private WorldChannels() {}

    /// {@return all of them}: the state channel holds the few messages of a tick that is late, the
    /// control channel a burst of long ones
    public static List<ChannelSpec> specs() {
        return List.of(
                new ChannelSpec(STATE, ChannelMode.UNRELIABLE_SEQUENCED, 1_200, 4),
                new ChannelSpec(CONTROL, ChannelMode.RELIABLE_ORDERED, 16_384, 64),
                new ChannelSpec(GAME, ChannelMode.RELIABLE_ORDERED, Messages.MAX_BYTES, 256)
                        .withRepairBytes(GAME_REPAIR_BYTES),
                new ChannelSpec(NEWS, ChannelMode.UNRELIABLE, 1_000, 32));
    }
}
