package dev.rudp.server.connect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.server.connect.Admission.Decision;
import dev.rudp.server.connect.ConnectResult.Accepted;
import dev.rudp.server.connect.ConnectResult.Code;
import dev.rudp.server.connect.ConnectResult.Refused;
import dev.rudp.server.identity.GuestIdentity;
import dev.rudp.transport.crypto.PacketCiphers;
import dev.rudp.transport.crypto.XChaCha20Poly1305;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.netcode.ConnectToken;
import dev.rudp.transport.netcode.ConnectionRequest;
import dev.rudp.transport.netcode.PrivateToken;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConnectServiceTest {
    private static final PeerAddress SERVER = PeerAddress.v4(0x7F00_0001, 40_000);
    private static final long PROTOCOL = 99;
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private final byte[] privateKey = new SecureRandom().generateSeed(32);
    private Decision decision = Decision.ADMITTED;
    private final ConnectService service =
            new ConnectService(
                    new GuestIdentity(
                            new byte[32], Duration.ofHours(1), () -> NOW, new SecureRandom()),
                    () -> decision,
                    new TokenTerms(SERVER, PROTOCOL, Duration.ofSeconds(30), 10, privateKey, 2),
                    () -> NOW,
                    new SecureRandom());

    @Test
    void givesATokenThatTheServerCanOpen() {
        Accepted accepted = accepted("Ann", null);
        ConnectToken token = ConnectToken.parse(accepted.token().toBytes());

        assertEquals(List.of(SERVER), token.servers());
        assertEquals(PROTOCOL, token.protocolId());
        assertEquals(NOW.getEpochSecond() + 30, token.expireEpochSeconds());
        assertEquals(10, token.timeoutSeconds());

        PrivateToken secret = open(token);
        assertEquals(accepted.guest().clientId(), secret.clientId());
        assertEquals(Optional.of("Ann"), UserData.name(secret.userData(), 0));
        assertArrayEquals(token.clientToServerKey(), secret.clientToServerKey());
    }

    @Test
    void aJwtKeepsTheIdentity() {
        Accepted first = accepted("Ann", null);

        Accepted again = accepted("ignored", first.jwt());

        assertEquals(first.guest(), again.guest());
        assertTrue(
                !Arrays.equals(
                        first.token().clientToServerKey(), again.token().clientToServerKey()),
                "two sessions share a key");
    }

    @Test
    void namesWhoGivesNoName() {
        Accepted one = accepted(null, null);

        assertTrue(one.guest().name().matches("guest-[0-9]{4}"), one.guest().name());
        assertNotEquals(one.guest().clientId(), accepted(null, null).guest().clientId());
    }

    @Test
    void refusesWithACodeForEachReason() {
        assertEquals(Code.BAD_NAME, refused(" Ann", null).code());
        Refused jwt = refused(null, "a.b.c");
        assertEquals(Code.BAD_JWT, jwt.code());
        assertTrue(jwt.message().endsWith("malformed"), jwt.message());
        decision = Decision.FULL;
        assertEquals(Code.SERVER_FULL, refused("Ann", null).code());
        decision = Decision.CLOSED;
        assertEquals(Code.SERVER_CLOSED, refused("Ann", null).code());
    }

    @Test
    void noSecretIsInTheText() {
        assertEquals(
                "TokenTerms[server=127.0.0.1:40000, life=PT30S]",
                new TokenTerms(SERVER, PROTOCOL, Duration.ofSeconds(30), 10, privateKey, 2)
                        .toString());
    }

    private PrivateToken open(ConnectToken token) {
        byte[] request = new byte[ConnectionRequest.BYTES];
        token.putRequest(request, 0);
        int nonce = 1 + 13 + 8 + 8;
        int sealed = nonce + 24;
        try (XChaCha20Poly1305 cipher = new XChaCha20Poly1305(PacketCiphers.jdk(), privateKey)) {
            assertTrue(
                    PrivateToken.open(
                            cipher, request, nonce, sealed, PROTOCOL, token.expireEpochSeconds()));
        }
        PrivateToken secret = PrivateToken.read(request, sealed);
        if (secret == null) {
            throw new AssertionError("malformed private token");
        }
        return secret;
    }

    private Accepted accepted(@Nullable String name, @Nullable String jwt) {
        return assertInstanceOf(Accepted.class, service.connect(new ConnectRequest(name, jwt)));
    }

    private Refused refused(@Nullable String name, @Nullable String jwt) {
        return assertInstanceOf(Refused.class, service.connect(new ConnectRequest(name, jwt)));
    }
}
