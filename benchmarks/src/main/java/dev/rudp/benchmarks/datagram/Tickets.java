package dev.rudp.benchmarks.datagram;

import dev.rudp.transport.channel.ChannelMode;
import dev.rudp.transport.channel.ChannelSpec;
import dev.rudp.transport.connection.ConnectionConfig;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.netcode.ConnectToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/// What both processes of the encrypted benchmark must agree on. The key is the same in every run:
/// nothing that it protects is secret.
final class Tickets {
    static final long PROTOCOL_ID = 0x7275_6470_6265_6E63L;

    private static final Duration LIFE = Duration.ofSeconds(30);
    private static final int TIME_OUT_SECONDS = 10;

    private Tickets() {}

    static byte[] privateKey() {
        return new byte[32];
    }

    /// As in the game: inputs and snapshots travel on such a channel.
    static ConnectionConfig connection() {
        return ConnectionConfig.of(new ChannelSpec(0, ChannelMode.UNRELIABLE_SEQUENCED, 1_024, 16));
    }

    static long epochNs() {
        Instant now = Instant.now();
        return now.getEpochSecond() * DatagramLoad.NS_PER_SECOND + now.getNano();
    }

    static ConnectToken issue(long clientId, PeerAddress server, RandomGenerator random) {
        return ConnectToken.create(
                PROTOCOL_ID,
                clientId,
                new byte[0],
                List.of(server),
                LIFE,
                TIME_OUT_SECONDS,
                privateKey(),
                Instant.now().getEpochSecond(),
                random);
    }
}
