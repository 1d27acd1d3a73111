package dev.rudp.transport.netcode;

import dev.rudp.transport.crypto.PacketCipher;
import dev.rudp.transport.crypto.PacketKey;
import dev.rudp.transport.wire.LittleEndian;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Makes and checks the challenges of one server: a client that echoes one has shown that it
/// receives at the address it sends from. A challenge is
///
/// ```
/// u64 clientId | user data 256 | zeros to 284 | tag 16
/// ```
///
/// sealed under a key that only this server knows and that changes at each start, with the
/// challenge's number as the nonce and no associated data. Owner: the endpoint's thread.
public final class ChallengeTokens {
    private static final int PLAIN_BYTES = Netcode.CHALLENGE_TOKEN_BYTES - Netcode.TAG_BYTES;
    private static final int USER_DATA_AT = 8;
    private static final byte[] NO_AAD = new byte[0];

    private final PacketKey key;
    private long nextSequence;

    /// The challenge sealed last. A client's request that arrives twice asks for it again, and a
    /// [PacketKey] may refuse to seal one sequence twice.
    private final byte[] lastToken = new byte[Netcode.CHALLENGE_TOKEN_BYTES];

    private long lastSequence = -1;

    /// @param random a source fit for keys
    public ChallengeTokens(PacketCipher cipher, RandomGenerator random) {
        byte[] secret = new byte[Netcode.KEY_BYTES];
        random.nextBytes(secret);
        key = cipher.key(secret);
        Arrays.fill(secret, (byte) 0);
    }

    /// {@return the number of a new challenge}
    public long next() {
        return nextSequence++;
    }

    /// Writes the body of a challenge packet, [Netcode#CHALLENGE_BODY_BYTES] long.
    ///
    /// @param sequence from [#next()]; it may be used again, but only for the same content
    public void put(byte[] target, int offset, long sequence, long clientId, byte[] userData) {
        LittleEndian.putI64(target, offset, sequence);
        int tokenAt = offset + 8;
        if (sequence == lastSequence) {
            System.arraycopy(lastToken, 0, target, tokenAt, lastToken.length);
            return;
        }
        LittleEndian.putI64(target, tokenAt, clientId);
        System.arraycopy(userData, 0, target, tokenAt + USER_DATA_AT, Netcode.USER_DATA_BYTES);
        int used = USER_DATA_AT + Netcode.USER_DATA_BYTES;
        Arrays.fill(target, tokenAt + used, tokenAt + PLAIN_BYTES, (byte) 0);
        key.seal(sequence, NO_AAD, 0, target, tokenAt, PLAIN_BYTES);
        System.arraycopy(target, tokenAt, lastToken, 0, lastToken.length);
        lastSequence = sequence;
    }

    /// Decrypts in place the body of a response packet.
    ///
    /// @return whether the challenge in it was made by this server
    public boolean open(byte[] body, int offset) {
        long sequence = LittleEndian.i64(body, offset);
        return key.open(sequence, NO_AAD, 0, body, offset + 8, Netcode.CHALLENGE_TOKEN_BYTES);
    }

    /// {@return the number of the challenge in the body of a challenge or response packet}
    public static long sequence(byte[] body, int offset) {
        return LittleEndian.i64(body, offset);
    }
}
