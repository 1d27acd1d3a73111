package dev.rudp.transport.netcode;

import dev.rudp.transport.crypto.PacketKey;
import dev.rudp.transport.wire.LittleEndian;
import org.jspecify.annotations.Nullable;

/// Reads and writes the sealed packets of one endpoint:
///
/// ```
/// prefix | sequence, 1..8 bytes, high zero bytes left out | ciphertext | tag 16
/// prefix = type (bits 0..3), number of sequence bytes (bits 4..7)
/// ```
///
/// The associated data is version, protocol id and prefix; the nonce is the sequence. A payload in
/// the clear ([Extensions#CLEAR_PAYLOAD]) is itself associated data, behind the prefix, and its
/// ciphertext is empty: the tag covers the same bytes either way. Owner: one thread; reused for
/// every packet, without allocation.
///
/// To read: [#readHeader], look up the sender's key, then [#open]; after either says false,
/// [#reason()] tells why. To write: [#begin] gives the place of the body, [#seal] finishes it.
public final class PacketCodec {
    /// Sets of types, one bit each: what may arrive sealed at a server, and at a client.
    public static final int AT_SERVER =
            bit(Netcode.RESPONSE)
                    | bit(Netcode.KEEP_ALIVE)
                    | bit(Netcode.PAYLOAD)
                    | bit(Netcode.DISCONNECT);

    public static final int AT_CLIENT =
            bit(Netcode.DENIED)
                    | bit(Netcode.CHALLENGE)
                    | bit(Netcode.KEEP_ALIVE)
                    | bit(Netcode.PAYLOAD)
                    | bit(Netcode.DISCONNECT);

    /// What a client takes while it does not know what the server offers.
    public static final int BEFORE_OFFER = AT_CLIENT | bit(Extensions.EXTENSIONS);

    /// What a client that has answered may still send once more.
    public static final int ANSWER = bit(Extensions.EXTENSIONS);

    /// Handshake packets may be repeated; they change nothing when they come twice.
    private static final int REPLAY_PROTECTED =
            bit(Netcode.KEEP_ALIVE)
                    | bit(Netcode.PAYLOAD)
                    | bit(Netcode.DISCONNECT)
                    | bit(Extensions.EXTENSIONS)
                    | bit(Extensions.CLEAR_PAYLOAD)
                    | bit(Extensions.PATH_CHALLENGE)
                    | bit(Extensions.PATH_RESPONSE);

    private static final int PREFIX_AT = Netcode.VERSION_BYTES + 8;
    private static final int AAD_BYTES = PREFIX_AT + 1;

    private final byte[] aad = new byte[AAD_BYTES];

    /// The associated data of payloads in the clear; made when the first comes or goes.
    private byte @Nullable [] clearAad;

    private DropReason reason = DropReason.TOO_SHORT;
    private int type;
    private long sequence;
    private int bodyAt;
    private int sealedBytes;

    private long writeSequence;
    private int writeBegin;
    private int writePrefix;
    private int writeBodyAt;

    /// {@return the types that may arrive at a server whose session has these extensions}
    public static int atServer(int extensions) {
        return AT_SERVER
                | (extensions == 0 ? 0 : bit(Extensions.EXTENSIONS))
                | ((extensions & Extensions.INTEGRITY_ONLY) == 0
                        ? 0
                        : bit(Extensions.CLEAR_PAYLOAD))
                | ((extensions & Extensions.MIGRATION) == 0 ? 0 : bit(Extensions.PATH_RESPONSE));
    }

    /// {@return the types that may arrive at a client whose session has these extensions}
    public static int atClient(int extensions) {
        return AT_CLIENT
                | (extensions == 0 ? 0 : bit(Extensions.EXTENSIONS))
                | ((extensions & Extensions.INTEGRITY_ONLY) == 0
                        ? 0
                        : bit(Extensions.CLEAR_PAYLOAD))
                | ((extensions & Extensions.MIGRATION) == 0 ? 0 : bit(Extensions.PATH_CHALLENGE));
    }

    public PacketCodec(long protocolId) {
        Netcode.putVersion(aad, 0);
        LittleEndian.putI64(aad, Netcode.VERSION_BYTES, protocolId);
    }

    /// Checks the header of a datagram whose first byte is not that of a request.
    ///
    /// @param allowedTypes [#AT_SERVER] or [#AT_CLIENT], or with extensions [#atServer] or
    ///   [#atClient]
    public boolean readHeader(byte[] bytes, int offset, int length, int allowedTypes) {
        if (length < Netcode.MIN_SEALED_BYTES) {
            return drop(DropReason.TOO_SHORT);
        }
        if (length > Netcode.MAX_DATAGRAM_BYTES) {
            return drop(DropReason.TOO_LONG);
        }
        int prefix = bytes[offset] & 0xFF;
        type = prefix & 0xF;
        if ((allowedTypes & bit(type)) == 0) {
            return drop(
                    type >= Netcode.TYPES ? DropReason.UNKNOWN_TYPE : DropReason.TYPE_NOT_ALLOWED);
        }
        int sequenceBytes = prefix >>> 4;
        if (sequenceBytes < 1 || sequenceBytes > 8) {
            return drop(DropReason.SEQUENCE_BYTES);
        }
        if (length < 1 + sequenceBytes + Netcode.TAG_BYTES) {
            return drop(DropReason.TOO_SHORT);
        }
        if (!isBodyLength(type, length - 1 - sequenceBytes - Netcode.TAG_BYTES)) {
            return drop(DropReason.BODY_LENGTH);
        }
        sequence = 0;
        for (int i = sequenceBytes; i >= 1; i--) {
            sequence = (sequence << 8) | (bytes[offset + i] & 0xFF);
        }
        aad[PREFIX_AT] = (byte) prefix;
        bodyAt = offset + 1 + sequenceBytes;
        sealedBytes = length - 1 - sequenceBytes;
        return true;
    }

    /// Decrypts in place the packet whose header was read last.
    ///
    /// @param replay the sender's window; null before a session stands, when no type that needs it
    ///   is of use
    public boolean open(byte[] bytes, PacketKey key, @Nullable ReplayWindow replay) {
        boolean replayProtected = (REPLAY_PROTECTED & bit(type)) != 0;
        if (replayProtected && replay != null && !replay.isFresh(sequence)) {
            return drop(DropReason.REPLAYED);
        }
        if (!isAuthentic(bytes, key)) {
            return drop(DropReason.NOT_AUTHENTIC);
        }
        if (replayProtected && replay != null) {
            replay.accept(sequence);
        }
        return true;
    }

    /// {@return why the last reading step said false}
    public DropReason reason() {
        return reason;
    }

    public int type() {
        return type;
    }

    /// {@return the sequence of the packet read last, unsigned}
    public long sequence() {
        return sequence;
    }

    /// {@return where the body of the packet read last begins}
    public int bodyAt() {
        return bodyAt;
    }

    public int bodyBytes() {
        return sealedBytes - Netcode.TAG_BYTES;
    }

    /// Writes a header. One packet is written at a time.
    ///
    /// @return where the body belongs; behind it must be room for the tag
    public int begin(int type, long sequence, byte[] bytes, int offset) {
        int sequenceBytes = sequenceBytes(sequence);
        writePrefix = type | (sequenceBytes << 4);
        writeSequence = sequence;
        writeBegin = offset;
        writeBodyAt = offset + 1 + sequenceBytes;
        bytes[offset] = (byte) writePrefix;
        long rest = sequence;
        for (int i = 1; i <= sequenceBytes; i++) {
            bytes[offset + i] = (byte) rest;
            rest >>>= 8;
        }
        return writeBodyAt;
    }

    /// Seals the packet begun last, whose body now has `bodyBytes`.
    ///
    /// @return the length of the datagram
    public int seal(PacketKey key, byte[] bytes, int bodyBytes) {
        aad[PREFIX_AT] = (byte) writePrefix;
        if ((writePrefix & 0xF) == Extensions.CLEAR_PAYLOAD) {
            byte[] whole = clearAad(bytes, writeBodyAt, bodyBytes);
            key.seal(
                    writeSequence, whole, AAD_BYTES + bodyBytes, bytes, writeBodyAt + bodyBytes, 0);
        } else {
            key.seal(writeSequence, aad, AAD_BYTES, bytes, writeBodyAt, bodyBytes);
        }
        return writeBodyAt - writeBegin + bodyBytes + Netcode.TAG_BYTES;
    }

    /// Reads ahead, see [dev.rudp.transport.connection.Connection#touch].
    public long touch() {
        return aad[0] + writeSequence;
    }

    /// {@return the length of the body that every packet of this type has; -1 for payloads, which
    /// have 1 to 1,200 bytes}
    static int fixedBodyBytes(int type) {
        return switch (type) {
            case Netcode.DENIED, Netcode.DISCONNECT -> 0;
            case Netcode.CHALLENGE, Netcode.RESPONSE -> Netcode.CHALLENGE_BODY_BYTES;
            case Netcode.KEEP_ALIVE -> Netcode.KEEP_ALIVE_BODY_BYTES;
            case Extensions.EXTENSIONS -> Extensions.BODY_BYTES;
            case Extensions.PATH_CHALLENGE, Extensions.PATH_RESPONSE -> Extensions.PATH_BODY_BYTES;
            default -> -1;
        };
    }

    /// {@return the bytes that `sequence`, unsigned, takes: 1..8}
    static int sequenceBytes(long sequence) {
        return Math.max(1, (Long.SIZE + 7 - Long.numberOfLeadingZeros(sequence)) / 8);
    }

    private boolean isAuthentic(byte[] bytes, PacketKey key) {
        if (type != Extensions.CLEAR_PAYLOAD) {
            return key.open(sequence, aad, AAD_BYTES, bytes, bodyAt, sealedBytes);
        }
        int length = bodyBytes();
        byte[] whole = clearAad(bytes, bodyAt, length);
        return key.open(
                sequence, whole, AAD_BYTES + length, bytes, bodyAt + length, Netcode.TAG_BYTES);
    }

    private byte[] clearAad(byte[] bytes, int bodyAt, int bodyBytes) {
        byte[] whole = clearAad;
        if (whole == null) {
            whole = new byte[AAD_BYTES + Netcode.MAX_PAYLOAD_BYTES];
            clearAad = whole;
        }
        System.arraycopy(aad, 0, whole, 0, AAD_BYTES);
        System.arraycopy(bytes, bodyAt, whole, AAD_BYTES, bodyBytes);
        return whole;
    }

    private static boolean isBodyLength(int type, int bytes) {
        int fixed = fixedBodyBytes(type);
        return fixed < 0 ? bytes >= 1 && bytes <= Netcode.MAX_PAYLOAD_BYTES : bytes == fixed;
    }

    private boolean drop(DropReason reason) {
        this.reason = reason;
        return false;
    }

    private static int bit(int type) {
        return 1 << type;
    }
}
