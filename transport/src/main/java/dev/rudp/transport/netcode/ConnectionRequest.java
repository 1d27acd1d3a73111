package dev.rudp.transport.netcode;

import dev.rudp.transport.wire.LittleEndian;

/// The one packet that is sent in the clear, because no keys are agreed yet:
///
/// ```
/// 00 | version 13 | u64 protocolId | u64 expire | nonce 24 | sealed private token 1024
/// ```
///
/// Everything in it but the token is public, so a forger can fill it in: the checks are made from
/// the cheapest to the dearest. The caller has checked the length before reading a field.
public final class ConnectionRequest {
    private static final int PROTOCOL_AT = 1 + Netcode.VERSION_BYTES;
    private static final int EXPIRE_AT = PROTOCOL_AT + 8;
    private static final int NONCE_AT = EXPIRE_AT + 8;
    private static final int TOKEN_AT = NONCE_AT + Netcode.TOKEN_NONCE_BYTES;

    /// The length of every request: 1,078.
    public static final int BYTES = TOKEN_AT + Netcode.PRIVATE_TOKEN_BYTES;

    private ConnectionRequest() {}

    static void put(
            byte[] target,
            int offset,
            long protocolId,
            long expireEpochSeconds,
            byte[] nonce,
            byte[] sealedPrivateToken) {
        target[offset] = Netcode.REQUEST;
        Netcode.putVersion(target, offset + 1);
        LittleEndian.putI64(target, offset + PROTOCOL_AT, protocolId);
        LittleEndian.putI64(target, offset + EXPIRE_AT, expireEpochSeconds);
        System.arraycopy(nonce, 0, target, offset + NONCE_AT, nonce.length);
        System.arraycopy(
                sealedPrivateToken, 0, target, offset + TOKEN_AT, sealedPrivateToken.length);
    }

    public static boolean isVersion(byte[] bytes, int offset) {
        return Netcode.isVersion(bytes, offset + 1);
    }

    public static long protocolId(byte[] bytes, int offset) {
        return LittleEndian.i64(bytes, offset + PROTOCOL_AT);
    }

    /// {@return when the token expires, seconds of the epoch, unsigned}
    public static long expireEpochSeconds(byte[] bytes, int offset) {
        return LittleEndian.i64(bytes, offset + EXPIRE_AT);
    }

    /// {@return where the nonce of the token begins}
    public static int nonceAt(int offset) {
        return offset + NONCE_AT;
    }

    /// {@return where the sealed token begins}
    public static int tokenAt(int offset) {
        return offset + TOKEN_AT;
    }

    /// {@return the first half of the token's tag, by which the token is known}
    public static long tagHi(byte[] bytes, int offset) {
        return LittleEndian.i64(bytes, offset + BYTES - Netcode.TAG_BYTES);
    }

    /// {@return the second half of the token's tag}
    public static long tagLo(byte[] bytes, int offset) {
        return LittleEndian.i64(bytes, offset + BYTES - 8);
    }
}
