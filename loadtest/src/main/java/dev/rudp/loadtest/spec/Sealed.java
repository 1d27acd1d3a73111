package dev.rudp.loadtest.spec;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// A sealed packet, docs/protocol.md §1.3.
///
/// @param type 1..6
/// @param sequence unsigned
@SuppressWarnings("ArrayRecordComponent") // a layout, not a value to compare
public record Sealed(int type, long sequence, byte[] body) {
    public static final int DENIED = 1;
    public static final int CHALLENGE = 2;
    public static final int RESPONSE = 3;
    public static final int KEEP_ALIVE = 4;
    public static final int PAYLOAD = 5;
    public static final int DISCONNECT = 6;

    private static final int SMALLEST = 18;
    private static final int CHALLENGE_BYTES = 308;
    private static final int KEEP_ALIVE_BYTES = 8;
    private static final int PAYLOAD_BYTES_MAX = 1_200;

    public static Sealed open(byte[] datagram, byte[] key, long protocolId)
            throws RefusedException {
        Head head = head(datagram);
        RefusedException.unless(
                head.type() >= DENIED && head.type() <= DISCONNECT, "type " + head.type());
        byte[] sealed = Arrays.copyOfRange(datagram, head.bytes(), datagram.length);
        byte[] body =
                Seal.openPacket(key, head.sequence(), associated(protocolId, datagram[0]), sealed);
        RefusedException.unless(
                fits(head.type(), body.length), "type " + head.type() + " of " + body.length);
        return new Sealed(head.type(), head.sequence(), body);
    }

    /// What stands before the body.
    ///
    /// @param bytes its length
    record Head(int type, long sequence, int bytes) {}

    static Head head(byte[] datagram) throws RefusedException {
        RefusedException.unless(datagram.length >= SMALLEST, "shorter than any sealed packet");
        int sequenceBytes = (datagram[0] & 0xFF) >>> 4;
        RefusedException.unless(
                sequenceBytes >= 1 && sequenceBytes <= 8, "sequence of " + sequenceBytes);
        int bodyAt = 1 + sequenceBytes;
        RefusedException.unless(datagram.length >= bodyAt + Seal.TAG_BYTES, "no room for the tag");
        long sequence = 0;
        for (int i = 0; i < sequenceBytes; i++) {
            sequence |= (datagram[1 + i] & 0xFFL) << (8 * i);
        }
        return new Head(datagram[0] & 0xF, sequence, bodyAt);
    }

    /// Writes it with any type, also one that is reserved.
    public byte[] seal(byte[] key, long protocolId) {
        int sequenceBytes = 1;
        while (sequenceBytes < 8 && sequence >>> (8 * sequenceBytes) != 0) {
            sequenceBytes++;
        }
        byte prefix = (byte) (type | (sequenceBytes << 4));
        byte[] sealed = Seal.packet(key, sequence, associated(protocolId, prefix), body);
        ByteBuffer out = Wire.room(1 + sequenceBytes + sealed.length).put(prefix);
        for (int i = 0; i < sequenceBytes; i++) {
            out.put((byte) (sequence >>> (8 * i)));
        }
        return Wire.all(out.put(sealed));
    }

    /// {@return the number of this challenge's token}
    public long challengeSequence() {
        return Wire.over(body).getLong();
    }

    /// {@return the client index of this keep-alive}
    public int clientIndex() {
        return Wire.over(body).getInt();
    }

    /// {@return the number of slots in this keep-alive}
    public int maxClients() {
        return Wire.over(body).getInt(4);
    }

    /// Opens the token in the body of a challenge or response.
    ///
    /// @return its 284 bytes: client id, user data, zeros
    public static byte[] openChallenge(byte[] body, byte[] challengeKey) throws RefusedException {
        RefusedException.unless(body.length == CHALLENGE_BYTES, "a challenge has 308 bytes");
        return Seal.openPacket(
                challengeKey,
                Wire.over(body).getLong(),
                new byte[0],
                Arrays.copyOfRange(body, 8, body.length));
    }

    private static boolean fits(int type, int bodyBytes) {
        return switch (type) {
            case DENIED, DISCONNECT -> bodyBytes == 0;
            case CHALLENGE, RESPONSE -> bodyBytes == CHALLENGE_BYTES;
            case KEEP_ALIVE -> bodyBytes == KEEP_ALIVE_BYTES;
            default -> bodyBytes >= 1 && bodyBytes <= PAYLOAD_BYTES_MAX;
        };
    }

    static byte[] associated(long protocolId, byte prefix) {
        return Wire.all(Wire.room(22).put(Wire.VERSION).putLong(protocolId).put(prefix));
    }
}
