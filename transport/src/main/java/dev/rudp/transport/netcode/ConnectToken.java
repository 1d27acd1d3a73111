package dev.rudp.transport.netcode;

import dev.rudp.transport.crypto.PacketCiphers;
import dev.rudp.transport.crypto.XChaCha20Poly1305;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.wire.ByteReader;
import dev.rudp.transport.wire.ByteWriter;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// The ticket with which a client connects: the issuer makes it after it has identified the player,
/// and hands it over a secure channel (HTTPS), for it holds the session's keys. In 2,048 bytes:
///
/// ```
/// version 13 | u64 protocolId | u64 create | u64 expire | nonce 24 | private token 1024
/// | i32 timeoutSeconds | u32 n (1..32) | n × address | clientToServer key | serverToClient key
/// | zeros
/// ```
///
/// Immutable. One token admits one session, ever. Put a single server address into it: all servers
/// of a token use the same keys, so a client that hops from one to the next could make two of them
/// use a nonce twice.
public final class ConnectToken {
    private final long protocolId;
    private final long createEpochSeconds;
    private final long expireEpochSeconds;
    private final byte[] nonce;
    private final byte[] sealedPrivateToken;
    private final int timeoutSeconds;
    private final List<PeerAddress> servers;
    private final byte[] clientToServerKey;
    private final byte[] serverToClientKey;

    private ConnectToken(
            long protocolId,
            long createEpochSeconds,
            long expireEpochSeconds,
            byte[] nonce,
            byte[] sealedPrivateToken,
            int timeoutSeconds,
            List<PeerAddress> servers,
            byte[] clientToServerKey,
            byte[] serverToClientKey) {
        this.protocolId = protocolId;
        this.createEpochSeconds = createEpochSeconds;
        this.expireEpochSeconds = expireEpochSeconds;
        this.nonce = nonce;
        this.sealedPrivateToken = sealedPrivateToken;
        this.timeoutSeconds = timeoutSeconds;
        this.servers = servers;
        this.clientToServerKey = clientToServerKey;
        this.serverToClientKey = serverToClientKey;
    }

    /// Issues a token with fresh keys.
    ///
    /// @param protocolId tells games and versions apart; both ends must agree
    /// @param clientId unique among the players; a server admits an id once at a time
    /// @param userData up to [Netcode#USER_DATA_BYTES] bytes that the server is given when the
    ///   client connects, unreadable for the client; zeros are appended
    /// @param servers 1..[Netcode#MAX_SERVERS_PER_TOKEN] public addresses
    /// @param life how long the token can be used, at least a second; 30 s suffice
    /// @param timeoutSeconds both ends give up after this long without a packet; zero or less:
    ///   never
    /// @param privateKey the [Netcode#KEY_BYTES] bytes that issuer and servers share
    /// @param random a source fit for keys, such as [java.security.SecureRandom]
    public static ConnectToken create(
            long protocolId,
            long clientId,
            byte[] userData,
            List<PeerAddress> servers,
            Duration life,
            int timeoutSeconds,
            byte[] privateKey,
            long nowEpochSeconds,
            RandomGenerator random) {
        require(userData.length <= Netcode.USER_DATA_BYTES, "user-data-bytes", userData.length);
        require(
                !servers.isEmpty() && servers.size() <= Netcode.MAX_SERVERS_PER_TOKEN,
                "servers",
                servers.size());
        require(life.toSeconds() >= 1, "life-seconds", life.toSeconds());
        require(privateKey.length == Netcode.KEY_BYTES, "private-key-bytes", privateKey.length);
        byte[] paddedUserData = new byte[Netcode.USER_DATA_BYTES];
        System.arraycopy(userData, 0, paddedUserData, 0, userData.length);
        byte[] nonce = random(random, Netcode.TOKEN_NONCE_BYTES);
        PrivateToken secret =
                new PrivateToken(
                        clientId,
                        timeoutSeconds,
                        List.copyOf(servers),
                        random(random, Netcode.KEY_BYTES),
                        random(random, Netcode.KEY_BYTES),
                        paddedUserData);
        long expireEpochSeconds = Math.addExact(nowEpochSeconds, life.toSeconds());
        try (XChaCha20Poly1305 cipher = new XChaCha20Poly1305(PacketCiphers.jdk(), privateKey)) {
            return new ConnectToken(
                    protocolId,
                    nowEpochSeconds,
                    expireEpochSeconds,
                    nonce,
                    secret.seal(cipher, nonce, protocolId, expireEpochSeconds),
                    timeoutSeconds,
                    secret.servers(),
                    secret.clientToServerKey(),
                    secret.serverToClientKey());
        }
    }

    /// Reads what [#toBytes()] wrote.
    ///
    /// @throws IllegalArgumentException if these bytes are no connect token; the message says where
    public static ConnectToken parse(byte[] bytes) {
        require(bytes.length == Netcode.CONNECT_TOKEN_BYTES, "connect-token-bytes", bytes.length);
        if (!Netcode.isVersion(bytes, 0)) {
            throw new IllegalArgumentException("connect-token: is not of version NETCODE 1.02");
        }
        ByteReader in = new ByteReader().wrap(bytes, 0, bytes.length);
        in.skip(Netcode.VERSION_BYTES);
        long protocolId = in.i64();
        long create = in.i64();
        long expire = in.i64();
        if (Long.compareUnsigned(create, expire) > 0) {
            throw new IllegalArgumentException(
                    "connect-token: create="
                            + Long.toUnsignedString(create)
                            + " is after expire="
                            + Long.toUnsignedString(expire));
        }
        byte[] nonce = take(in, Netcode.TOKEN_NONCE_BYTES);
        byte[] sealedPrivateToken = take(in, Netcode.PRIVATE_TOKEN_BYTES);
        int timeoutSeconds = in.i32();
        List<PeerAddress> servers = AddressCodec.readList(in);
        if (servers == null) {
            throw new IllegalArgumentException(
                    "connect-token: its list of servers is not 1.."
                            + Netcode.MAX_SERVERS_PER_TOKEN
                            + " addresses of type 1 or 2");
        }
        byte[] clientToServerKey = take(in, Netcode.KEY_BYTES);
        byte[] serverToClientKey = take(in, Netcode.KEY_BYTES);
        assert !in.failed() : "the longest token is shorter than its 2048 bytes";
        return new ConnectToken(
                protocolId,
                create,
                expire,
                nonce,
                sealedPrivateToken,
                timeoutSeconds,
                servers,
                clientToServerKey,
                serverToClientKey);
    }

    /// {@return the token's [Netcode#CONNECT_TOKEN_BYTES] bytes, a fresh array}
    public byte[] toBytes() {
        byte[] bytes = new byte[Netcode.CONNECT_TOKEN_BYTES];
        Netcode.putVersion(bytes, 0);
        int from = Netcode.VERSION_BYTES;
        ByteWriter out = new ByteWriter().wrap(bytes, from, bytes.length - from);
        out.i64(protocolId);
        out.i64(createEpochSeconds);
        out.i64(expireEpochSeconds);
        out.bytes(nonce, 0, nonce.length);
        out.bytes(sealedPrivateToken, 0, sealedPrivateToken.length);
        out.i32(timeoutSeconds);
        AddressCodec.writeList(out, servers);
        out.bytes(clientToServerKey, 0, clientToServerKey.length);
        out.bytes(serverToClientKey, 0, serverToClientKey.length);
        assert !out.overflowed();
        return bytes;
    }

    /// Writes the connection request that shows this token to a server, [ConnectionRequest#BYTES]
    /// long.
    public void putRequest(byte[] target, int offset) {
        ConnectionRequest.put(
                target, offset, protocolId, expireEpochSeconds, nonce, sealedPrivateToken);
    }

    public long protocolId() {
        return protocolId;
    }

    public long createEpochSeconds() {
        return createEpochSeconds;
    }

    public long expireEpochSeconds() {
        return expireEpochSeconds;
    }

    public int timeoutSeconds() {
        return timeoutSeconds;
    }

    public List<PeerAddress> servers() {
        return servers;
    }

    /// {@return a copy of the key of what the client sends}
    public byte[] clientToServerKey() {
        return clientToServerKey.clone();
    }

    /// {@return a copy of the key of what the server sends}
    public byte[] serverToClientKey() {
        return serverToClientKey.clone();
    }

    /// Leaves the keys out: they are secret.
    @Override
    public String toString() {
        return "ConnectToken[protocolId=0x"
                + Long.toHexString(protocolId)
                + ", expireEpochSeconds="
                + Long.toUnsignedString(expireEpochSeconds)
                + ", servers="
                + servers
                + "]";
    }

    private static byte[] take(ByteReader in, int count) {
        byte[] taken = new byte[count];
        in.bytes(taken, 0, count);
        return taken;
    }

    private static byte[] random(RandomGenerator random, int count) {
        byte[] made = new byte[count];
        random.nextBytes(made);
        return made;
    }

    private static void require(boolean holds, String key, long value) {
        if (!holds) {
            throw new IllegalArgumentException(
                    switch (key) {
                        case "user-data-bytes" -> key + "=" + value + " > 256";
                        case "servers" -> key + "=" + value + " not in [1, 32]";
                        case "life-seconds" -> key + "=" + value + " < 1";
                        case "private-key-bytes" -> key + "=" + value + " != 32";
                        default -> key + "=" + value + " != 2048";
                    });
        }
    }
}
