package dev.rudp.server.connect;

import dev.rudp.server.identity.PlayerName;
import dev.rudp.transport.netcode.Netcode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// What a connect token tells the game server about its player, sealed so that the client can
/// neither read nor change it:
///
/// ```
/// u8 version (1) | u8 length of the name in bytes | name, UTF-8 | zeros to 256
/// ```
///
/// The last 16 bytes are left to [dev.rudp.transport.netcode.Extensions].
public final class UserData {
    private static final int VERSION = 1;
    private static final int HEADER_BYTES = 2;

    private UserData() {}

    static byte[] encode(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[Netcode.USER_DATA_BYTES];
        bytes[0] = VERSION;
        bytes[1] = (byte) text.length;
        System.arraycopy(text, 0, bytes, HEADER_BYTES, text.length);
        return bytes;
    }

    /// {@return the player's name, or empty when these bytes are not ours} They can be anything
    /// when another issuer shares the private key.
    public static Optional<String> name(byte[] bytes, int offset) {
        int length = bytes[offset + 1] & 0xFF;
        if (bytes[offset] != VERSION || length > PlayerName.MAX_BYTES) {
            return Optional.empty();
        }
        int from = offset + HEADER_BYTES;
        String name =
                new String(Arrays.copyOfRange(bytes, from, from + length), StandardCharsets.UTF_8);
        return Optional.of(name).filter(PlayerName::isValid);
    }
}
