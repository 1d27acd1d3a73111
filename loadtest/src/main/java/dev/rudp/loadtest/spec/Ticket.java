package dev.rudp.loadtest.spec;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// A connect token, as docs/protocol.md §1.2 lays it out.
///
/// @param nonce 24 bytes of chance, with which the private part is sealed
/// @param sealedPrivate 1,024 bytes that only the issuer and the server can read
@SuppressWarnings("ArrayRecordComponent") // a layout, not a value to compare
public record Ticket(
        long protocolId,
        long createEpochSeconds,
        long expireEpochSeconds,
        byte[] nonce,
        byte[] sealedPrivate,
        int timeoutSeconds,
        List<InetSocketAddress> servers,
        byte[] clientToServerKey,
        byte[] serverToClientKey) {
    public static final int BYTES = 2_048;
    public static final int REQUEST_BYTES = 1_078;

    private static final int NONCE_BYTES = 24;
    private static final int KEY_BYTES = 32;

    public static Ticket read(byte[] bytes) throws RefusedException {
        RefusedException.unless(bytes.length == BYTES, "a token has 2,048 bytes");
        ByteBuffer in = Wire.over(bytes);
        byte[] version = Wire.take(in, Wire.VERSION.length, "version");
        RefusedException.unless(Arrays.equals(version, Wire.VERSION), "another version");
        long protocolId = in.getLong();
        long create = in.getLong();
        long expire = in.getLong();
        RefusedException.unless(
                Long.compareUnsigned(create, expire) <= 0, "expires before it was created");
        byte[] nonce = Wire.take(in, NONCE_BYTES, "nonce");
        byte[] secret = Wire.take(in, Secret.SEALED_BYTES, "private token");
        int timeoutSeconds = in.getInt();
        List<InetSocketAddress> servers = Addresses.read(in);
        return new Ticket(
                protocolId,
                create,
                expire,
                nonce,
                secret,
                timeoutSeconds,
                servers,
                Wire.take(in, KEY_BYTES, "key"),
                Wire.take(in, KEY_BYTES, "key"));
    }

    /// Issues a token, as whoever knows the private key can.
    public static Ticket issue(
            long protocolId,
            Secret secret,
            byte[] privateKey,
            byte[] nonce,
            long createEpochSeconds,
            long expireEpochSeconds) {
        return new Ticket(
                protocolId,
                createEpochSeconds,
                expireEpochSeconds,
                nonce,
                secret.seal(privateKey, nonce, protocolId, expireEpochSeconds),
                secret.timeoutSeconds(),
                secret.servers(),
                secret.clientToServerKey(),
                secret.serverToClientKey());
    }

    public byte[] write() {
        ByteBuffer out = Wire.room(BYTES);
        out.put(Wire.VERSION).putLong(protocolId);
        out.putLong(createEpochSeconds).putLong(expireEpochSeconds);
        out.put(nonce).put(sealedPrivate).putInt(timeoutSeconds);
        Addresses.write(out, servers);
        return Wire.all(out.put(clientToServerKey).put(serverToClientKey));
    }

    /// {@return the connection request that shows this token to a server}
    public byte[] request() {
        ByteBuffer out = Wire.room(REQUEST_BYTES);
        out.put((byte) 0).put(Wire.VERSION).putLong(protocolId).putLong(expireEpochSeconds);
        return Wire.all(out.put(nonce).put(sealedPrivate));
    }

    /// Leaves the keys out: they are secret.
    @Override
    public String toString() {
        return "Ticket[servers=" + servers + "]";
    }
}
