package dev.rudp.transport.netcode;

import dev.rudp.transport.wire.LittleEndian;
import java.util.Arrays;

/// What our endpoints can do beyond netcode 1.02, as a set of bits, and how they agree on it. All
/// of it uses packet types that the standard leaves unused, which its peers ignore.
///
/// The issuer *grants* extensions in the last 16 bytes of the token's user data, which only it can
/// write:
///
/// ```
/// "rudp-ext" | u8 version 1 | u8 length of what follows, 4 or more | u32 set | zeros
/// ```
///
/// The server *offers* what is granted and what it is configured for, in a sealed packet of type 7;
/// the client *accepts* what it is configured for in another:
///
/// ```
/// u8 version 1 | 3 × 0 | u32 set | u64 connection id (0 without migration)
/// ```
///
/// Who offers or accepts an extension understands it from then on; who has seen both uses it. Both
/// packets are sealed with the session's keys, so an attacker can lose them but not change them;
/// and what is lost leaves the session as netcode has it, which is encrypted.
public final class Extensions {
    public static final int NONE = 0;

    /// Payloads travel in the clear, authenticated as ever: [#CLEAR_PAYLOAD].
    public static final int INTEGRITY_ONLY = 1;

    /// The session follows its client to another address: [#ROUTED].
    public static final int MIGRATION = 1 << 1;

    public static final int ALL = INTEGRITY_ONLY | MIGRATION;

    /// An offer (from the server) or an answer (from the client).
    public static final int EXTENSIONS = 7;

    /// A payload in the clear with a tag behind it.
    public static final int CLEAR_PAYLOAD = 8;

    /// Sent to an address at which the client seems to be now; eight bytes that cannot be guessed.
    public static final int PATH_CHALLENGE = 9;

    /// The same eight bytes back.
    public static final int PATH_RESPONSE = 10;

    /// The first byte of a datagram that says whose it is, wherever it comes from: this type, no
    /// sequence; then the connection id of eight bytes, then a sealed packet.
    public static final int ROUTED = 11;

    /// What a routed datagram has before its packet.
    public static final int ROUTE_BYTES = 1 + 8;

    public static final int BODY_BYTES = 16;
    public static final int PATH_BODY_BYTES = 8;

    /// Bytes of user data that are left to the game when extensions are granted.
    public static final int GAME_USER_DATA_BYTES = 240;

    private static final int VERSION = 1;
    private static final long MAGIC = 0x7478_652D_7064_7572L;
    private static final int GRANT_VERSION_AT = 8;
    private static final int GRANT_LENGTH_AT = 9;
    private static final int GRANT_SET_AT = 10;
    private static final int SET_AT = 4;
    private static final int ID_AT = 8;

    private Extensions() {}

    /// {@return `userData` for a token, padded, with these extensions granted}
    ///
    /// @param userData at most [#GAME_USER_DATA_BYTES], not counting zeros behind
    public static byte[] grant(byte[] userData, int set) {
        for (int i = GAME_USER_DATA_BYTES; i < userData.length; i++) {
            if (userData[i] != 0) {
                throw new IllegalArgumentException(
                        "user-data-bytes=" + (i + 1) + " > 240: extensions need the other 16");
            }
        }
        byte[] granted = Arrays.copyOf(userData, Netcode.USER_DATA_BYTES);
        if (set != NONE) {
            LittleEndian.putI64(granted, GAME_USER_DATA_BYTES, MAGIC);
            granted[GAME_USER_DATA_BYTES + GRANT_VERSION_AT] = VERSION;
            granted[GAME_USER_DATA_BYTES + GRANT_LENGTH_AT] = Integer.BYTES;
            LittleEndian.putI32(granted, GAME_USER_DATA_BYTES + GRANT_SET_AT, set);
        }
        return granted;
    }

    /// {@return what a token's 256 bytes of user data grant; bits we do not know may be among it}
    public static int granted(byte[] userData) {
        int at = GAME_USER_DATA_BYTES;
        if (LittleEndian.i64(userData, at) != MAGIC
                || userData[at + GRANT_VERSION_AT] != VERSION
                || (userData[at + GRANT_LENGTH_AT] & 0xFF) < Integer.BYTES) {
            return NONE;
        }
        return LittleEndian.i32(userData, at + GRANT_SET_AT);
    }

    /// Writes the body of an offer or an answer, [#BODY_BYTES] long.
    public static void putBody(byte[] target, int offset, int set, long connectionId) {
        LittleEndian.putI32(target, offset, VERSION);
        LittleEndian.putI32(target, offset + SET_AT, set);
        LittleEndian.putI64(target, offset + ID_AT, connectionId);
    }

    /// {@return whether an offer or answer is of the version that we speak}
    public static boolean isVersion(byte[] body, int offset) {
        return LittleEndian.i32(body, offset) == VERSION;
    }

    public static int set(byte[] body, int offset) {
        return LittleEndian.i32(body, offset + SET_AT);
    }

    public static long connectionId(byte[] body, int offset) {
        return LittleEndian.i64(body, offset + ID_AT);
    }
}
