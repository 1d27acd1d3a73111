package dev.rudp.loadtest.spec;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

/// The private part of a connect token, docs/protocol.md §1.2.
///
/// @param clientId unsigned
/// @param userData 256 bytes
@SuppressWarnings("ArrayRecordComponent") // a layout, not a value to compare
public record Secret(
        long clientId,
        int timeoutSeconds,
        List<InetSocketAddress> servers,
        byte[] clientToServerKey,
        byte[] serverToClientKey,
        byte[] userData) {
    static final int SEALED_BYTES = 1_024;
    private static final int PLAIN_BYTES = SEALED_BYTES - Seal.TAG_BYTES;
    private static final int KEY_BYTES = 32;
    private static final int USER_DATA_BYTES = 256;

    /// Opens and reads what a request carries.
    public static Secret open(
            byte[] sealed, byte[] privateKey, byte[] nonce, long protocolId, long expire)
            throws RefusedException {
        RefusedException.unless(sealed.length == SEALED_BYTES, "a private token has 1,024 bytes");
        return read(Seal.openToken(privateKey, nonce, associated(protocolId, expire), sealed));
    }

    static Secret read(byte[] plain) throws RefusedException {
        RefusedException.unless(plain.length == PLAIN_BYTES, "a private token has 1,008 bytes");
        ByteBuffer in = Wire.over(plain);
        return new Secret(
                in.getLong(),
                in.getInt(),
                Addresses.read(in),
                Wire.take(in, KEY_BYTES, "key"),
                Wire.take(in, KEY_BYTES, "key"),
                Wire.take(in, USER_DATA_BYTES, "user data"));
    }

    public byte[] write() {
        ByteBuffer out = Wire.room(PLAIN_BYTES);
        out.putLong(clientId).putInt(timeoutSeconds);
        Addresses.write(out, servers);
        return Wire.all(out.put(clientToServerKey).put(serverToClientKey).put(userData));
    }

    byte[] seal(byte[] privateKey, byte[] nonce, long protocolId, long expire) {
        return Seal.token(privateKey, nonce, associated(protocolId, expire), write());
    }

    /// Leaves the keys out: they are secret.
    @Override
    public String toString() {
        return "Secret[clientId=" + Long.toUnsignedString(clientId) + "]";
    }

    private static byte[] associated(long protocolId, long expire) {
        return Wire.all(Wire.room(29).put(Wire.VERSION).putLong(protocolId).putLong(expire));
    }
}
