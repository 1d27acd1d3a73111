package dev.rudp.transport.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.transport.ack.FragmentHeader;
import dev.rudp.transport.ack.PacketHeader;
import dev.rudp.transport.crypto.PacketCiphers;
import dev.rudp.transport.crypto.XChaCha20Poly1305;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.netcode.ChallengeTokens;
import dev.rudp.transport.netcode.ConnectToken;
import dev.rudp.transport.netcode.ConnectionRequest;
import dev.rudp.transport.netcode.Netcode;
import dev.rudp.transport.netcode.PrivateToken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// The parsers that look at one byte string alone.
final class Parsers {
    private static final byte[] VERSION = "NETCODE 1.02\0".getBytes(StandardCharsets.US_ASCII);

    private Parsers() {}

    /// What is read is written back as it was: there is one encoding. What is no header of a packet
    /// is not always one of a fragment either.
    static void packetHeader(byte[] input) {
        PacketHeader header = new PacketHeader();
        int read = header.read(input, 0, input.length);
        FragmentHeader fragment = new FragmentHeader();
        boolean isFragment = fragment.read(input, 0, input.length);
        if (read != PacketHeader.MALFORMED) {
            assertTrue(!isFragment);
            byte[] again = new byte[PacketHeader.BYTES_MAX];
            assertEquals(read, header.write(again, 0));
            assertArrayEquals(Arrays.copyOf(input, read), Arrays.copyOf(again, read));
        }
        if (isFragment) {
            assertTrue(fragment.id() < fragment.count());
            assertTrue(fragment.count() <= FragmentHeader.COUNT_MAX);
            byte[] again = new byte[FragmentHeader.BYTES];
            fragment.write(again, 0);
            assertArrayEquals(Arrays.copyOf(input, FragmentHeader.BYTES), again);
        }
    }

    /// A token is refused with a word, or reads the same when written again.
    static void connectToken(byte[] input) {
        byte[] bytes = new byte[Netcode.CONNECT_TOKEN_BYTES];
        System.arraycopy(VERSION, 0, bytes, 0, VERSION.length);
        // The fields whose content means something, without the thousand bytes between them.
        int publicAt = 13 + 24 + Netcode.TOKEN_NONCE_BYTES + Netcode.PRIVATE_TOKEN_BYTES;
        int head = Math.min(24, input.length);
        System.arraycopy(input, 0, bytes, 13, head);
        int tail = Math.min(input.length - head, bytes.length - publicAt);
        System.arraycopy(input, head, bytes, publicAt, tail);
        ConnectToken token;
        try {
            token = ConnectToken.parse(bytes);
        } catch (IllegalArgumentException refused) {
            assertTrue(String.valueOf(refused.getMessage()).startsWith("connect-token"));
            return;
        }
        ConnectToken again = ConnectToken.parse(token.toBytes());
        assertEquals(token.servers(), again.servers());
        assertEquals(token.toString(), again.toString());
        assertArrayEquals(token.serverToClientKey(), again.serverToClientKey());
    }

    static void privateToken(byte[] input) {
        PrivateToken token =
                PrivateToken.read(Arrays.copyOf(input, Netcode.PRIVATE_TOKEN_BYTES), 0);
        if (token != null) {
            int servers = token.servers().size();
            assertTrue(servers >= 1 && servers <= Netcode.MAX_SERVERS_PER_TOKEN);
            assertEquals(Netcode.KEY_BYTES, token.clientToServerKey().length);
            assertEquals(Netcode.USER_DATA_BYTES, token.userData().length);
        }
    }

    /// A token that a request carries is authentic only as it was sealed.
    static void request(byte[] input) {
        ConnectToken token =
                ConnectToken.create(
                        1,
                        2,
                        new byte[3],
                        List.of(PeerAddress.v4(4, 5)),
                        Duration.ofSeconds(30),
                        6,
                        new byte[32],
                        1_000,
                        new SplittableRandom(7));
        byte[] request = new byte[ConnectionRequest.BYTES];
        token.putRequest(request, 0);
        byte[] changed = request.clone();
        for (int i = 0; i + 2 < input.length; i += 3) {
            int at = ((input[i] & 0xFF) << 8 | (input[i + 1] & 0xFF)) % changed.length;
            changed[at] ^= input[i + 2];
        }
        boolean same = Arrays.equals(request, changed);
        boolean sameType = changed[0] == request[0];
        try (var cipher = new XChaCha20Poly1305(PacketCiphers.jdk(), new byte[32])) {
            boolean authentic =
                    ConnectionRequest.isVersion(changed, 0)
                            && PrivateToken.open(
                                    cipher,
                                    changed,
                                    ConnectionRequest.nonceAt(0),
                                    ConnectionRequest.tokenAt(0),
                                    ConnectionRequest.protocolId(changed, 0),
                                    ConnectionRequest.expireEpochSeconds(changed, 0));
            assertEquals(same, authentic && sameType);
        }
    }

    /// Whoever has not seen the key makes no challenge that opens.
    static void challenge(byte[] input) {
        ChallengeTokens tokens = new ChallengeTokens(PacketCiphers.jdk(), new SplittableRandom(1));
        byte[] body = new byte[Netcode.CHALLENGE_BODY_BYTES];
        tokens.put(body, 0, 5, 7, new byte[Netcode.USER_DATA_BYTES]);
        byte[] changed = body.clone();
        for (int i = 0; i + 2 < input.length; i += 3) {
            int at = ((input[i] & 0xFF) << 8 | (input[i + 1] & 0xFF)) % changed.length;
            changed[at] ^= input[i + 2];
        }
        boolean same = Arrays.equals(body, changed);
        assertEquals(same, tokens.open(changed, 0));
        assertTrue(!same || ChallengeTokens.sequence(changed, 0) == 5);
    }
}
