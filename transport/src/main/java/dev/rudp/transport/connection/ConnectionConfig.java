package dev.rudp.transport.connection;

import dev.rudp.transport.channel.ChannelSpec;
import java.util.List;

/// What both ends of a connection agree on, and this end's timers.
///
/// @param channels every channel, the same at both ends; 1..64 with different ids
/// @param ackDelayMaxNs how long something received may wait for its ack, when nothing else is sent
/// @param probeTimeoutMaxNs the longest silence before a reliable message is tried again
public record ConnectionConfig(
        List<ChannelSpec> channels, long ackDelayMaxNs, long probeTimeoutMaxNs) {
    private static final long MS = 1_000_000L;

    public ConnectionConfig {
        channels = channels.stream().sorted((a, b) -> Integer.compare(a.id(), b.id())).toList();
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("connection.channels is empty");
        }
        for (int i = 1; i < channels.size(); i++) {
            if (channels.get(i).id() == channels.get(i - 1).id()) {
                throw new IllegalArgumentException(
                        "connection.channels has id=" + channels.get(i).id() + " twice");
            }
        }
        if (ackDelayMaxNs < MS || ackDelayMaxNs > 1_000 * MS) {
            throw new IllegalArgumentException(
                    "connection.ack-delay-max-ns=" + ackDelayMaxNs + " not in [1 ms, 1 s]");
        }
        if (probeTimeoutMaxNs < 10 * MS || probeTimeoutMaxNs > 60_000 * MS) {
            throw new IllegalArgumentException(
                    "connection.probe-timeout-max-ns="
                            + probeTimeoutMaxNs
                            + " not in [10 ms, 60 s]");
        }
    }

    /// {@return the configuration with the default timers}: an ack waits at most 25 ms, one and a
    /// half ticks at 60 Hz, so that it nearly always rides on a packet that leaves anyway; and
    /// after an outage of the network half a second at most passes before the next attempt
    public static ConnectionConfig of(List<ChannelSpec> channels) {
        return new ConnectionConfig(channels, 25 * MS, 500 * MS);
    }

    public static ConnectionConfig of(ChannelSpec... channels) {
        return of(List.of(channels));
    }
}
