package dev.rudp.transport.netcode;

import java.nio.charset.StandardCharsets;

/// The sizes, types and fixed numbers of netcode 1.02. All integers on the wire are little-endian.
public final class Netcode {
    public static final int KEY_BYTES = 32;
    public static final int TAG_BYTES = 16;
    public static final int USER_DATA_BYTES = 256;
    public static final int TOKEN_NONCE_BYTES = 24;

    /// The part of a connect token that only the issuer and the server can read, sealed.
    public static final int PRIVATE_TOKEN_BYTES = 1024;

    /// What a client is given.
    public static final int CONNECT_TOKEN_BYTES = 2048;

    public static final int CHALLENGE_TOKEN_BYTES = 300;
    public static final int MAX_SERVERS_PER_TOKEN = 32;
    public static final int MAX_PAYLOAD_BYTES = 1200;

    /// Prefix, eight bytes of sequence, payload, tag: fits the smallest MTU of IPv6.
    public static final int MAX_DATAGRAM_BYTES = 1 + 8 + MAX_PAYLOAD_BYTES + TAG_BYTES;

    /// Prefix, one byte of sequence, tag.
    public static final int MIN_SEALED_BYTES = 1 + 1 + TAG_BYTES;

    public static final int REQUEST = 0;
    public static final int DENIED = 1;
    public static final int CHALLENGE = 2;
    public static final int RESPONSE = 3;
    public static final int KEEP_ALIVE = 4;
    public static final int PAYLOAD = 5;
    public static final int DISCONNECT = 6;
    static final int TYPES = 7;

    /// Challenge and response: the challenge's sequence and its sealed token.
    public static final int CHALLENGE_BODY_BYTES = 8 + CHALLENGE_TOKEN_BYTES;

    /// Client index and number of slots.
    public static final int KEEP_ALIVE_BODY_BYTES = 8;

    /// Requests, responses and idle keep-alives go out ten times a second.
    public static final long SEND_INTERVAL_NS = 100_000_000L;

    /// A disconnect is not acknowledged; this many copies make up for it.
    public static final int DISCONNECT_COPIES = 10;

    static final int VERSION_BYTES = 13;
    private static final byte[] VERSION = "NETCODE 1.02\0".getBytes(StandardCharsets.US_ASCII);

    private Netcode() {}

    static void putVersion(byte[] target, int offset) {
        System.arraycopy(VERSION, 0, target, offset, VERSION_BYTES);
    }

    static boolean isVersion(byte[] bytes, int offset) {
        for (int i = 0; i < VERSION_BYTES; i++) {
            if (bytes[offset + i] != VERSION[i]) {
                return false;
            }
        }
        return true;
    }
}
