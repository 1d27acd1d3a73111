package dev.rudp.transport.fuzz;

import dev.rudp.transport.channel.ChannelMode;
import dev.rudp.transport.channel.ChannelSpec;
import dev.rudp.transport.connection.ConnectionConfig;

/// The channels of the fuzzed connections: one of each mode, none with the lowest id.
final class Channels {
    static final int SEQUENCED = 1;
    static final int ORDERED = 5;
    static final int UNORDERED = 6;
    static final int UNRELIABLE = 7;
    static final int LATEST = 63;
    static final ConnectionConfig CONFIG =
            ConnectionConfig.of(
                    new ChannelSpec(SEQUENCED, ChannelMode.UNRELIABLE_SEQUENCED, 4_000, 16),
                    new ChannelSpec(ORDERED, ChannelMode.RELIABLE_ORDERED, 20_000, 64)
                            .withRepairBytes(200),
                    new ChannelSpec(UNORDERED, ChannelMode.RELIABLE_UNORDERED, 20_000, 64),
                    new ChannelSpec(UNRELIABLE, ChannelMode.UNRELIABLE, 4_000, 16),
                    new ChannelSpec(LATEST, ChannelMode.LATEST_ONLY, 4_000, 16));

    private Channels() {}

    static int any(int choice) {
        return CONFIG.channels().get(choice % CONFIG.channels().size()).id();
    }

    static int maxMessageBytes(int channel) {
        return CONFIG.channels().stream()
                .filter(spec -> spec.id() == channel)
                .findFirst()
                .orElseThrow()
                .maxMessageBytes();
    }
}
