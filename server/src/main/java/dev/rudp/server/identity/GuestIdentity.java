package dev.rudp.server.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.rudp.server.identity.Verification.Reason;
import dev.rudp.server.identity.Verification.Refused;
import dev.rudp.server.identity.Verification.Verified;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Issues and verifies guests' JWTs (RFC 7519), signed with HS256 under a key that only the server
/// has. The algorithm is ours, never the token's. Thread-safe.
public final class GuestIdentity {
    static final String ISSUER = "rudpserver";
    static final String AUDIENCE = "rudpserver-guest";
    static final String NAME = "name";
    private static final int MIN_KEY_BYTES = 32;
    private static final int MAX_JWT_CHARACTERS = 1_024;

    private final MACSigner signer;
    private final MACVerifier verifier;
    private final Duration life;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param key at least 32 bytes
    /// @param life how long a JWT is valid
    /// @param random for client ids; fit for secrets, so that nobody guesses others' ids
    public GuestIdentity(byte[] key, Duration life, InstantSource clock, RandomGenerator random) {
        if (key.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException("jwt-key-bytes=" + key.length + " < 32");
        }
        try {
            signer = new MACSigner(key);
            verifier = new MACVerifier(key);
        } catch (JOSEException impossible) {
            throw new IllegalStateException("HS256 needs no more than 32 bytes", impossible);
        }
        this.life = life;
        this.clock = clock;
        this.random = random;
    }

    /// {@return a new guest of that name}
    public Guest create(String name) {
        long clientId = random.nextLong();
        // 0 is what an unset id looks like in every log.
        return new Guest(clientId == 0 ? 1 : clientId, name);
    }

    /// {@return a JWT for `guest`, valid from now on}
    public String issue(Guest guest) {
        Instant now = clock.instant();
        JWTClaimsSet claims =
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience(AUDIENCE)
                        .subject(Long.toUnsignedString(guest.clientId()))
                        .claim(NAME, guest.name())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(life)))
                        .jwtID(new UUID(random.nextLong(), random.nextLong()).toString())
                        .build();
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            jwt.sign(signer);
        } catch (JOSEException impossible) {
            throw new IllegalStateException("HS256 signs whatever it is given", impossible);
        }
        return jwt.serialize();
    }

    /// Checks form, algorithm, signature, time and claims, in this order.
    public Verification verify(String text) {
        if (text.length() > MAX_JWT_CHARACTERS) {
            return new Refused(Reason.TOO_LONG);
        }
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            JWSHeader header = jwt.getHeader();
            if (!JWSAlgorithm.HS256.equals(header.getAlgorithm())
                    || header.getCriticalParams() != null) {
                return new Refused(Reason.ALGORITHM);
            }
            if (!jwt.verify(verifier)) {
                return new Refused(Reason.SIGNATURE);
            }
            return claims(jwt.getJWTClaimsSet());
        } catch (ParseException notAJwt) {
            return new Refused(Reason.MALFORMED);
        } catch (JOSEException unsupported) {
            return new Refused(Reason.ALGORITHM);
        }
    }

    private Verification claims(JWTClaimsSet claims) throws ParseException {
        Date expires = claims.getExpirationTime();
        if (expires == null || !clock.instant().isBefore(expires.toInstant())) {
            return new Refused(Reason.EXPIRED);
        }
        if (!ISSUER.equals(claims.getIssuer())) {
            return new Refused(Reason.ISSUER);
        }
        if (!claims.getAudience().contains(AUDIENCE)) {
            return new Refused(Reason.AUDIENCE);
        }
        String name = claims.getStringClaim(NAME);
        if (name == null || !PlayerName.isValid(name)) {
            return new Refused(Reason.NAME);
        }
        try {
            long clientId = Long.parseUnsignedLong(String.valueOf(claims.getSubject()));
            return new Verified(new Guest(clientId, name));
        } catch (NumberFormatException notAnId) {
            return new Refused(Reason.SUBJECT);
        }
    }
}
