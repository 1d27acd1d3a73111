package dev.rudp.transport.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.fuzz.FuzzInput;
import dev.rudp.testkit.fuzz.FuzzTarget;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.endpoint.DisconnectReason;
import dev.rudp.transport.endpoint.EndpointListener;
import dev.rudp.transport.endpoint.ServerEndpoint;
import dev.rudp.transport.endpoint.ServerEndpointConfig;
import dev.rudp.transport.netcode.ConnectionRequest;
import dev.rudp.transport.netcode.Extensions;
import dev.rudp.transport.netcode.Netcode;
import dev.rudp.transport.wire.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// A server of four sessions and whatever eight addresses send to it, in the clear and as holders
/// of keys ([OpenCipher]). It never throws, never answers a stranger with more bytes than came,
/// never uses a sequence twice, tells its owner of each session's begin and end in turn, and says
/// goodbye to all.
final class ServerTarget implements FuzzTarget {
    private static final long PROTOCOL_ID = 0x0102_0304_0506_0708L;
    private static final long EPOCH_SECONDS = 1_000_000L;
    private static final int MAX_SESSIONS = 4;
    private static final PeerAddress SERVER = PeerAddress.v4(0x0A00_0001, 40_000);
    private static final byte[] VERSION = "NETCODE 1.02\0".getBytes(StandardCharsets.US_ASCII);

    @Override
    public void accept(byte[] bytes) {
        new Run(new FuzzInput(bytes)).run();
    }

    private static final class Run implements EndpointListener {
        private final FuzzInput in;
        private final Wire wire = new Wire();
        private final ServerEndpoint server =
                new ServerEndpoint(
                        new ServerEndpointConfig(
                                        PROTOCOL_ID,
                                        new byte[32],
                                        List.of(SERVER),
                                        MAX_SESSIONS,
                                        Channels.CONFIG,
                                        EPOCH_SECONDS * 1_000_000_000L)
                                .with(Extensions.ALL),
                        new OpenCipher(),
                        new SplittableRandom(3),
                        wire.outbox,
                        this,
                        0);

        /// What each address was challenged with last: for its token, or for its path.
        private final byte[][] challenge = new byte[8][];

        /// The connection id that each address was offered last.
        private final long[] connectionId = new long[8];

        private final byte[] datagram = new byte[1_400];
        private final Set<Integer> connected = new HashSet<>();
        private long nowNs;

        private Run(FuzzInput in) {
            this.in = in;
        }

        private void run() {
            while (!in.isAtEnd()) {
                int operation = in.u8();
                step(operation & 7, operation >>> 5);
                assertEquals(connected.size(), server.sessionCount());
                assertTrue(server.sessionCount() <= MAX_SESSIONS);
                assertTrue(server.handshakeCount() >= 0);
            }
            server.disconnectAll(nowNs);
            assertEquals(0, server.sessionCount());
            assertTrue(connected.isEmpty());
        }

        private void step(int operation, int address) {
            switch (operation) {
                case 0 -> {
                    byte[] raw = in.bytes(in.u16() % 1_300);
                    System.arraycopy(raw, 0, datagram, 0, raw.length);
                    arrive(address, raw.length);
                }
                case 1 -> arrive(address, edited(request(in.u8())));
                case 2 -> arrive(address, sealed(address));
                case 3 -> arrive(address, edited(response(address)));
                case 4 -> {
                    nowNs += in.u8() * 20_000_000L;
                    server.onDeadline(nowNs);
                    assertTrue(server.nextDeadlineNs() > nowNs, "what is due has been done");
                }
                case 5 -> server.flush(in.u8() % MAX_SESSIONS, nowNs);
                case 6 ->
                        server.send(in.u8() % MAX_SESSIONS, Channels.any(in.u8()), datagram, 0, 40);
                default -> server.disconnect(in.u8() % MAX_SESSIONS, nowNs);
            }
            learnChallenges();
        }

        private void arrive(int address, int length) {
            learnChallenges();
            boolean stranger = server.sessionAt(0, lo(address), 1_000) < 0;
            int sessions = server.sessionCount();
            int limit = length > 0 && datagram[0] == Netcode.REQUEST ? length : 3 * length;
            server.onDatagram(datagram, 0, length, 0, lo(address), 1_000, nowNs);
            wire.outbox.flush();
            int answered =
                    wire.sent.stream()
                            .filter(sent -> sent.peerLo() == lo(address))
                            .mapToInt(sent -> sent.bytes().length)
                            .sum();
            if (stranger && server.sessionCount() == sessions) {
                assertTrue(answered <= limit, "answered=" + answered + " to " + length);
            }
        }

        /// {@return the length of a request with the token of this number}
        private int request(int token) {
            ByteWriter out = new ByteWriter().wrap(datagram, 0, datagram.length);
            out.u8(Netcode.REQUEST);
            out.bytes(VERSION, 0, VERSION.length);
            out.i64(PROTOCOL_ID);
            out.i64(EPOCH_SECONDS + 31 + nowNs / 1_000_000_000L);
            Arrays.fill(datagram, out.length(), ConnectionRequest.BYTES, (byte) 0);
            datagram[out.length()] = (byte) token;
            int tokenAt = ConnectionRequest.tokenAt(0);
            out.wrap(datagram, tokenAt, Netcode.PRIVATE_TOKEN_BYTES);
            out.i64(token & 7);
            out.i32(token >= 0xF0 ? -1 : 5);
            out.i32(1);
            out.u8(1);
            out.i32(Integer.reverseBytes(0x0A00_0001));
            out.u16(40_000);
            // Keys of its own for each token, as the issuer makes them.
            Arrays.fill(datagram, tokenAt + 23, tokenAt + 23 + 64, (byte) (token + 1));
            datagram[tokenAt + 23] = 99;
            byte[] granted = Extensions.grant(new byte[0], token & Extensions.ALL);
            System.arraycopy(granted, 0, datagram, tokenAt + 23 + 64, granted.length);
            datagram[ConnectionRequest.BYTES - Netcode.TAG_BYTES] = (byte) token;
            datagram[ConnectionRequest.BYTES - 1] = 0;
            return ConnectionRequest.BYTES;
        }

        /// {@return the length of a packet under keys of its session, or of another: routed by the
        /// id that some address was offered}
        private int sealed(int address) {
            int type = in.u8();
            ByteWriter out = new ByteWriter().wrap(datagram, 0, datagram.length);
            if ((type & 0xF) == Extensions.ROUTED) {
                int route = in.u8();
                out.u8(Extensions.ROUTED);
                out.i64(connectionId[(address + route) & 7]);
                type = in.u8();
            }
            int sequenceBytes = Math.min(8, Math.max(1, type >>> 4));
            out.u8((type & 0xF) | sequenceBytes << 4);
            for (int i = 0; i < sequenceBytes; i++) {
                out.u8(in.u8());
            }
            byte[] body = in.bytes(in.u8());
            out.bytes(body, 0, body.length);
            out.i64(0);
            out.i64(0);
            return out.length();
        }

        /// {@return the length of a response to the newest challenge, else of nothing}
        private int response(int address) {
            byte[] to = challenge[address];
            if (to == null) {
                return 0;
            }
            System.arraycopy(to, 0, datagram, 0, to.length);
            boolean path = (to[0] & 0xF) == Extensions.PATH_CHALLENGE;
            int type = path ? Extensions.PATH_RESPONSE : Netcode.RESPONSE;
            datagram[0] = (byte) ((to[0] & 0xF0) | type);
            return to.length;
        }

        private int edited(int length) {
            for (int edits = in.u8() & 3; edits > 0 && length > 0; edits--) {
                datagram[in.u16() % length] = (byte) in.u8();
            }
            return length;
        }

        private void learnChallenges() {
            wire.outbox.flush();
            for (Wire.Sent sent : wire.sent) {
                assertTrue(sent.bytes().length <= Netcode.MAX_DATAGRAM_BYTES);
                int address = (int) sent.peerLo() & 7;
                switch (sent.bytes()[0] & 0xF) {
                    case Netcode.CHALLENGE, Extensions.PATH_CHALLENGE ->
                            challenge[address] = sent.bytes();
                    case Extensions.EXTENSIONS -> {
                        int body = 1 + ((sent.bytes()[0] & 0xFF) >>> 4);
                        connectionId[address] = Extensions.connectionId(sent.bytes(), body);
                    }
                    default -> {}
                }
            }
            wire.sent.clear();
        }

        private static long lo(int address) {
            return PeerAddress.v4Lo(0x0A01_0000 + address);
        }

        @Override
        public void onConnected(int session, long clientId, byte[] userData, int userDataOffset) {
            assertTrue(connected.add(session), "a session begins once");
            assertTrue(userDataOffset + Netcode.USER_DATA_BYTES <= userData.length);
        }

        @Override
        public void onMessage(int session, int channel, byte[] bytes, int offset, int length) {
            assertTrue(connected.contains(session));
            assertTrue(length <= Channels.maxMessageBytes(channel));
        }

        @Override
        public void onDisconnected(int session, DisconnectReason reason) {
            assertTrue(connected.remove(session), "a session ends once");
            assertFalse(server.isConnected(session));
        }
    }
}
