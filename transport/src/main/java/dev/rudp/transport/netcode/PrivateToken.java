package dev.rudp.transport.netcode;

import dev.rudp.transport.crypto.XChaCha20Poly1305;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.wire.ByteReader;
import dev.rudp.transport.wire.ByteWriter;
import dev.rudp.transport.wire.LittleEndian;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The part of a connect token that the client carries but cannot read. In 1,024 bytes:
///
/// ```
/// u64 clientId | i32 timeoutSeconds | u32 n (1..32) | n × address | clientToServer key
/// | serverToClient key | user data 256 | zeros to 1008 | tag 16
/// ```
///
/// sealed with XChaCha20-Poly1305 under the key that issuer and server share; the associated data
/// is version, protocol id and expiry, so that none of them can be changed. Immutable; the arrays
/// are not copied and must not be changed.
///
/// @param timeoutSeconds the session ends after this long without a packet; zero or less: never,
///   which a server may overrule
@SuppressWarnings("ArrayRecordComponent")
public record PrivateToken(
        long clientId,
        int timeoutSeconds,
        List<PeerAddress> servers,
        byte[] clientToServerKey,
        byte[] serverToClientKey,
        byte[] userData) {
    private static final int PLAIN_BYTES = Netcode.PRIVATE_TOKEN_BYTES - Netcode.TAG_BYTES;
    private static final int AAD_BYTES = Netcode.VERSION_BYTES + 8 + 8;

    /// {@return the sealed token, [Netcode#PRIVATE_TOKEN_BYTES] long}
    byte[] seal(XChaCha20Poly1305 cipher, byte[] nonce, long protocolId, long expireEpochSeconds) {
        byte[] bytes = new byte[Netcode.PRIVATE_TOKEN_BYTES];
        ByteWriter out = new ByteWriter().wrap(bytes, 0, PLAIN_BYTES);
        out.i64(clientId);
        out.i32(timeoutSeconds);
        AddressCodec.writeList(out, servers);
        out.bytes(clientToServerKey, 0, Netcode.KEY_BYTES);
        out.bytes(serverToClientKey, 0, Netcode.KEY_BYTES);
        out.bytes(userData, 0, Netcode.USER_DATA_BYTES);
        assert !out.overflowed();
        byte[] aad = aad(protocolId, expireEpochSeconds);
        cipher.seal(nonce, 0, aad, AAD_BYTES, bytes, 0, PLAIN_BYTES);
        return bytes;
    }

    /// Decrypts a sealed token in place.
    ///
    /// @return whether it is authentic; if not, its bytes are spoilt
    public static boolean open(
            XChaCha20Poly1305 cipher,
            byte[] bytes,
            int nonceOffset,
            int tokenOffset,
            long protocolId,
            long expireEpochSeconds) {
        byte[] aad = aad(protocolId, expireEpochSeconds);
        return cipher.open(
                bytes,
                nonceOffset,
                aad,
                AAD_BYTES,
                bytes,
                tokenOffset,
                Netcode.PRIVATE_TOKEN_BYTES);
    }

    /// {@return the token that [#open] has decrypted at `offset`, or null if it is malformed}
    public static @Nullable PrivateToken read(byte[] bytes, int offset) {
        ByteReader in = new ByteReader().wrap(bytes, offset, PLAIN_BYTES);
        long clientId = in.i64();
        int timeoutSeconds = in.i32();
        List<PeerAddress> servers = AddressCodec.readList(in);
        if (servers == null) {
            return null;
        }
        byte[] clientToServerKey = new byte[Netcode.KEY_BYTES];
        byte[] serverToClientKey = new byte[Netcode.KEY_BYTES];
        byte[] userData = new byte[Netcode.USER_DATA_BYTES];
        in.bytes(clientToServerKey, 0, Netcode.KEY_BYTES);
        in.bytes(serverToClientKey, 0, Netcode.KEY_BYTES);
        in.bytes(userData, 0, Netcode.USER_DATA_BYTES);
        return in.failed()
                ? null
                : new PrivateToken(
                        clientId,
                        timeoutSeconds,
                        servers,
                        clientToServerKey,
                        serverToClientKey,
                        userData);
    }

    /// Names the client only: the keys are secret.
    @Override
    public String toString() {
        return "PrivateToken[clientId=" + Long.toUnsignedString(clientId) + "]";
    }

    private static byte[] aad(long protocolId, long expireEpochSeconds) {
        byte[] aad = new byte[AAD_BYTES];
        Netcode.putVersion(aad, 0);
        LittleEndian.putI64(aad, Netcode.VERSION_BYTES, protocolId);
        LittleEndian.putI64(aad, Netcode.VERSION_BYTES + 8, expireEpochSeconds);
        return aad;
    }
}
