package dev.rudp.transport.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.fuzz.FuzzInput;
import dev.rudp.testkit.fuzz.FuzzTarget;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.endpoint.ClientEndpoint;
import dev.rudp.transport.endpoint.ClientEndpointConfig;
import dev.rudp.transport.endpoint.ClientListener;
import dev.rudp.transport.endpoint.ClientState;
import dev.rudp.transport.endpoint.DisconnectReason;
import dev.rudp.transport.netcode.ConnectToken;
import dev.rudp.transport.netcode.Netcode;
import dev.rudp.transport.wire.ByteWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A client and whatever its server, or who takes its place, sends. It never throws, never uses a
/// sequence twice, and its owner hears of each begin and end in turn.
final class ClientTarget implements FuzzTarget {
    @Override
    public void accept(byte[] bytes) {
        new Run(new FuzzInput(bytes)).run();
    }

    private static final class Run implements ClientListener {
        private final FuzzInput in;
        private final Wire wire = new Wire();
        private final SplittableRandom random = new SplittableRandom(11);
        private final ClientEndpoint client =
                new ClientEndpoint(
                        new ClientEndpointConfig(0, 0, Channels.CONFIG),
                        new OpenCipher(),
                        wire.outbox,
                        this);
        private final byte[] datagram = new byte[1_400];
        private boolean connected;
        private boolean trying;
        private long nowNs;

        private Run(FuzzInput in) {
            this.in = in;
        }

        private void run() {
            while (!in.isAtEnd()) {
                step(in.u8());
                assertEquals(connected, client.state() == ClientState.CONNECTED);
                assertEquals(trying, client.state() != ClientState.DISCONNECTED);
                for (Wire.Sent sent : wire.sent) {
                    assertTrue(sent.bytes().length <= Netcode.MAX_DATAGRAM_BYTES);
                }
                wire.takeBytes();
            }
            client.disconnect(nowNs);
            assertEquals(ClientEndpoint.NO_DEADLINE, client.nextDeadlineNs());
        }

        private void step(int operation) {
            switch (operation & 7) {
                case 0 -> {
                    byte[] raw = in.bytes(in.u16() % 1_300);
                    System.arraycopy(raw, 0, datagram, 0, raw.length);
                    client.onDatagram(datagram, 0, raw.length, nowNs);
                }
                case 1, 2 -> client.onDatagram(datagram, 0, sealed(), nowNs);
                case 3 -> {
                    nowNs += in.u8() * 10_000_000L;
                    client.onDeadline(nowNs);
                    assertTrue(client.nextDeadlineNs() > nowNs, "what is due has been done");
                }
                case 4 -> client.flush(nowNs);
                case 5 -> client.send(Channels.any(in.u8()), datagram, 0, in.u8());
                case 6 -> client.disconnect(nowNs);
                default -> {
                    if (!trying) {
                        trying = true;
                        client.connect(token(1 + (operation >>> 3 & 3)), nowNs);
                    }
                }
            }
        }

        private ConnectToken token(int servers) {
            List<PeerAddress> addresses = new ArrayList<>();
            for (int i = 0; i < servers; i++) {
                addresses.add(PeerAddress.v4(0x0A00_0001 + i, 40_000));
            }
            return ConnectToken.create(
                    1,
                    2,
                    new byte[0],
                    addresses,
                    Duration.ofSeconds(20),
                    5,
                    new byte[32],
                    1_000,
                    random);
        }

        private int sealed() {
            int type = in.u8();
            ByteWriter out = new ByteWriter().wrap(datagram, 0, datagram.length);
            out.u8((type & 0xF) | 2 << 4);
            out.u16(in.u16());
            byte[] body = in.bytes(in.u8());
            out.bytes(body, 0, body.length);
            // The zeros that make a challenge of a few bytes, and a keep-alive of none.
            int whole =
                    switch (type & 0xF) {
                        case Netcode.CHALLENGE -> Netcode.CHALLENGE_BODY_BYTES;
                        case Netcode.KEEP_ALIVE -> Netcode.KEEP_ALIVE_BODY_BYTES;
                        default -> 0;
                    };
            for (int i = body.length; i < whole && (type & 0x80) == 0; i++) {
                out.u8(0);
            }
            out.i64(0);
            out.i64(0);
            return out.length();
        }

        @Override
        public void onConnected(int session, int maxSessions) {
            assertTrue(!connected && trying);
            connected = true;
        }

        @Override
        public void onMessage(int channel, byte[] bytes, int offset, int length) {
            assertTrue(connected);
            assertTrue(length <= Channels.maxMessageBytes(channel));
        }

        @Override
        public void onDisconnected(DisconnectReason reason) {
            assertTrue(trying, "an end without a begin");
            connected = false;
            trying = false;
        }
    }
}
