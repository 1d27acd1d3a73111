package dev.rudp.server.connect;

import dev.rudp.server.connect.Admission.Decision;
import dev.rudp.server.connect.ConnectResult.Accepted;
import dev.rudp.server.connect.ConnectResult.Code;
import dev.rudp.server.connect.ConnectResult.Refused;
import dev.rudp.server.identity.Guest;
import dev.rudp.server.identity.GuestIdentity;
import dev.rudp.server.identity.PlayerName;
import dev.rudp.server.identity.Verification;
import dev.rudp.transport.netcode.ConnectToken;
import dev.rudp.transport.netcode.Extensions;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// Turns a request to connect into a connect token. Thread-safe.
public final class ConnectService {
    private final GuestIdentity identity;
    private final Admission admission;
    private final TokenTerms terms;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param random for keys: a [java.security.SecureRandom]
    public ConnectService(
            GuestIdentity identity,
            Admission admission,
            TokenTerms terms,
            InstantSource clock,
            RandomGenerator random) {
        this.identity = identity;
        this.admission = admission;
        this.terms = terms;
        this.clock = clock;
        this.random = random;
    }

    public ConnectResult connect(ConnectRequest request) {
        // Who knocks on a full house is not worth the work of a signature.
        Decision decision = admission.decide();
        if (decision != Decision.ADMITTED) {
            return refused(decision);
        }
        String jwt = request.jwt();
        if (jwt == null) {
            return newGuest(request);
        }
        return switch (identity.verify(jwt)) {
            case Verification.Verified(Guest guest) -> accepted(guest);
            case Verification.Refused(Verification.Reason reason) ->
                    new Refused(
                            Code.BAD_JWT,
                            "the jwt is refused: " + reason.name().toLowerCase(Locale.ROOT));
        };
    }

    public long protocolId() {
        return terms.protocolId();
    }

    private ConnectResult newGuest(ConnectRequest request) {
        String name = request.name();
        if (name == null) {
            return accepted(identity.create("guest-" + (1_000 + random.nextInt(9_000))));
        }
        if (!PlayerName.isValid(name)) {
            return new Refused(
                    Code.BAD_NAME,
                    "name must be 1 to "
                            + PlayerName.MAX_CHARACTERS
                            + " visible characters without blanks at its ends");
        }
        return accepted(identity.create(name));
    }

    private ConnectResult accepted(Guest guest) {
        ConnectToken token =
                ConnectToken.create(
                        terms.protocolId(),
                        guest.clientId(),
                        Extensions.grant(UserData.encode(guest.name()), terms.extensions()),
                        // One only: a session's keys must never be used with two servers.
                        List.of(terms.server()),
                        terms.life(),
                        terms.timeoutSeconds(),
                        terms.privateKey(),
                        clock.instant().getEpochSecond(),
                        random);
        return new Accepted(
                guest, identity.issue(guest), token, Math.toIntExact(terms.life().toSeconds()));
    }

    private static Refused refused(Decision decision) {
        return decision == Decision.FULL
                ? new Refused(Code.SERVER_FULL, "the server is full; try again later")
                : new Refused(Code.SERVER_CLOSED, "the server takes no players now");
    }
}
