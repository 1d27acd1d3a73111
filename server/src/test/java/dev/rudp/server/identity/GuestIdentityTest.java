package dev.rudp.server.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.rudp.server.identity.Verification.Reason;
import dev.rudp.server.identity.Verification.Refused;
import dev.rudp.server.identity.Verification.Verified;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import org.junit.jupiter.api.Test;

class GuestIdentityTest {
    private static final byte[] KEY = key(1);
    private static final Guest ANN = new Guest(-2, "Ann");

    private Instant now = Instant.parse("2026-11-22T20:00:00Z");
    private final GuestIdentity identity = identity(KEY);

    @Test
    void aGuestComesBackAsTheSame() {
        assertEquals(new Verified(ANN), identity.verify(identity.issue(ANN)));
    }

    @Test
    void guestsDiffer() {
        assertNotEquals(identity.create("Ann").clientId(), identity.create("Ann").clientId());
    }

    @Test
    void refusesFromTheInstantOfExpiry() {
        String jwt = identity.issue(ANN);
        now = now.plusSeconds(3_599);
        assertEquals(new Verified(ANN), identity.verify(jwt));
        now = now.plusSeconds(1);

        assertRefused(Reason.EXPIRED, jwt);
    }

    @Test
    void refusesAnotherKey() {
        assertRefused(Reason.SIGNATURE, identity(key(2)).issue(ANN));
    }

    @Test
    void refusesChangedClaims() {
        String[] parts = identity.issue(ANN).split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        parts[1] = base64(claims.replace("Ann", "Eve"));

        assertRefused(Reason.SIGNATURE, String.join(".", parts));
    }

    @Test
    void refusesOtherAlgorithmsEvenWithTheRightKey() throws JOSEException {
        byte[] longKey = Arrays.copyOf(KEY, 64);
        SignedJWT hs512 = new SignedJWT(new JWSHeader(JWSAlgorithm.HS512), claims().build());
        hs512.sign(new MACSigner(longKey));

        assertEquals(new Refused(Reason.ALGORITHM), identity(longKey).verify(hs512.serialize()));
    }

    @Test
    void refusesUnsignedTokens() {
        String claims = claims().build().toString();

        assertRefused(Reason.MALFORMED, base64("{\"alg\":\"none\"}") + "." + base64(claims) + ".");
    }

    @Test
    void refusesWhatIsNoJwt() {
        assertRefused(Reason.MALFORMED, "");
        assertRefused(Reason.MALFORMED, "a.b");
        assertRefused(Reason.MALFORMED, "....");
        assertRefused(Reason.TOO_LONG, "a".repeat(1_025));
    }

    @Test
    void refusesEachWrongClaim() throws JOSEException {
        assertRefused(Reason.ISSUER, signed(claims().issuer("someone")));
        assertRefused(Reason.AUDIENCE, signed(claims().audience("other-game")));
        assertRefused(Reason.SUBJECT, signed(claims().subject("ann")));
        assertRefused(Reason.SUBJECT, signed(claims().subject(null)));
        assertRefused(Reason.NAME, signed(claims().claim("name", "a\nb")));
        assertRefused(Reason.NAME, signed(claims().claim("name", null)));
        assertRefused(Reason.MALFORMED, signed(claims().claim("name", 7)));
        assertRefused(Reason.EXPIRED, signed(claims().expirationTime(null)));
    }

    @Test
    void insistsOnAKeyAsLongAsTheHash() {
        assertThrows(IllegalArgumentException.class, () -> identity(new byte[31]));
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(GuestIdentity.ISSUER)
                .audience(GuestIdentity.AUDIENCE)
                .subject("7")
                .claim(GuestIdentity.NAME, "Ann")
                .expirationTime(Date.from(now.plusSeconds(60)));
    }

    private static String signed(JWTClaimsSet.Builder claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
        jwt.sign(new MACSigner(KEY));
        return jwt.serialize();
    }

    private void assertRefused(Reason reason, String jwt) {
        assertEquals(new Refused(reason), identity.verify(jwt));
    }

    private GuestIdentity identity(byte[] key) {
        return new GuestIdentity(key, Duration.ofHours(1), () -> now, new SecureRandom());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }
}
