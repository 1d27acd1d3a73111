package dev.rudp.loadtest.spec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The extensions of netcode, docs/protocol.md §1.7 to §1.9: what a token grants, and packets of
/// types 7 to 11.
public final class Extension {
    public static final int OFFER = 7;
    public static final int CLEAR_PAYLOAD = 8;
    public static final int PATH_CHALLENGE = 9;
    public static final int PATH_RESPONSE = 10;
    public static final int ROUTED = 11;

    private static final byte[] MARK = "rudp-ext".getBytes(StandardCharsets.US_ASCII);
    private static final int USER_DATA_BYTES = 256;
    private static final int GRANT_BYTES = 16;
    private static final int OFFER_BYTES = 16;
    private static final int PATH_BYTES = 8;
    private static final int PAYLOAD_BYTES_MAX = 1_200;

    private Extension() {}

    /// {@return the user data of a token that grants these extensions beside the game's own data}
    public static byte[] grant(byte[] game, int bits) {
        ByteBuffer out = Wire.room(USER_DATA_BYTES).put(game);
        if (bits != 0) {
            out.position(USER_DATA_BYTES - GRANT_BYTES).put(MARK);
            out.put((byte) 1).put((byte) 4).putInt(bits);
        }
        return Wire.all(out);
    }

    /// {@return the bits that a token's user data grants; 0 if it says nothing}
    public static int granted(byte[] userData) {
        ByteBuffer in = Wire.over(userData).position(USER_DATA_BYTES - GRANT_BYTES);
        byte[] mark = new byte[MARK.length];
        in.get(mark);
        boolean known = Arrays.equals(mark, MARK) && in.get() == 1 && (in.get() & 0xFF) >= 4;
        return known ? in.getInt() : 0;
    }

    /// {@return the connection id of a routed packet, type 11}
    public static long connectionId(byte[] datagram) throws RefusedException {
        RefusedException.unless(datagram.length > 9 && datagram[0] == ROUTED, "no routed packet");
        return Wire.over(datagram).getLong(1);
    }

    /// {@return what a routed packet carries}
    public static byte[] inner(byte[] datagram) throws RefusedException {
        RefusedException.unless(datagram.length > 9 && datagram[0] == ROUTED, "no routed packet");
        return Arrays.copyOfRange(datagram, 9, datagram.length);
    }

    /// Opens a packet of type 7 to 10.
    public static Sealed open(byte[] datagram, byte[] key, long protocolId)
            throws RefusedException {
        Sealed.Head head = Sealed.head(datagram);
        byte[] rest = Arrays.copyOfRange(datagram, head.bytes(), datagram.length);
        byte[] body;
        if (head.type() == CLEAR_PAYLOAD) {
            body = Arrays.copyOf(rest, rest.length - Seal.TAG_BYTES);
            byte[] tag = Arrays.copyOfRange(rest, body.length, rest.length);
            Seal.openPacket(key, head.sequence(), covered(protocolId, datagram[0], body), tag);
        } else {
            body =
                    Seal.openPacket(
                            key, head.sequence(), Sealed.associated(protocolId, datagram[0]), rest);
        }
        boolean fits =
                switch (head.type()) {
                    case OFFER -> body.length == OFFER_BYTES;
                    case CLEAR_PAYLOAD -> body.length >= 1 && body.length <= PAYLOAD_BYTES_MAX;
                    case PATH_CHALLENGE, PATH_RESPONSE -> body.length == PATH_BYTES;
                    default -> false;
                };
        RefusedException.unless(fits, "type " + head.type() + " of " + body.length);
        return new Sealed(head.type(), head.sequence(), body);
    }

    /// Everything in a clear payload is what its tag covers.
    private static byte[] covered(long protocolId, byte prefix, byte[] body) {
        byte[] associated = Sealed.associated(protocolId, prefix);
        return Wire.all(Wire.room(associated.length + body.length).put(associated).put(body));
    }
}
