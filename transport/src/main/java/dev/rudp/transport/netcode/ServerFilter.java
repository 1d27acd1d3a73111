package dev.rudp.transport.netcode;

import dev.rudp.transport.filter.FilterProgram;
import dev.rudp.transport.filter.FilterWriter;
import dev.rudp.transport.filter.FilterWriter.Label;
import dev.rudp.transport.wire.LittleEndian;

/// What can be seen of a datagram without knowing who is connected, as a program for the kernel: it
/// passes exactly what a server would not drop for its form alone, that is for one of these
/// reasons: [DropReason#TOO_SHORT], `TOO_LONG`, `UNKNOWN_TYPE`, `TYPE_NOT_ALLOWED`,
/// `SEQUENCE_BYTES`, `BODY_LENGTH`, `REQUEST_LENGTH`, `REQUEST_VERSION` and `REQUEST_PROTOCOL`. The
/// server checks all of it again: there are systems and drivers without this filter.
public final class ServerFilter {
    /// The kernel shows the UDP header before the payload.
    private static final int PAYLOAD_AT = 8;

    /// Memory of the program: bytes of the payload.
    private static final int LENGTH = 0;

    /// Of the sealed packet: its type, and bytes of its body.
    private static final int TYPE = 1;

    private static final int BODY = 2;

    private ServerFilter() {}

    /// @param protocolId of the requests that may pass
    /// @param extensions those that the server may offer, a set of [Extensions]
    public static FilterProgram program(long protocolId, int extensions) {
        FilterWriter to = new FilterWriter();
        Label drop = to.label();
        Label request = to.label();
        Label routed = to.label();
        to.loadLength();
        to.subtract(PAYLOAD_AT);
        to.storeMemory(LENGTH);
        to.loadByte(PAYLOAD_AT);
        to.jumpIfEqual(Netcode.REQUEST, request);
        to.setX(0);
        if ((extensions & Extensions.MIGRATION) != 0) {
            Label sealed = to.label();
            to.jumpIfEqual(Extensions.ROUTED, routed);
            to.jump(sealed);
            to.place(routed);
            to.setX(Extensions.ROUTE_BYTES);
            to.place(sealed);
        }
        sealed(to, PacketCodec.atServer(extensions), drop);
        to.place(request);
        request(to, protocolId, drop);
        to.place(drop);
        to.drop();
        return to.program();
    }

    /// A sealed packet at `X` of the payload: see [PacketCodec#readHeader].
    private static void sealed(FilterWriter to, int types, Label drop) {
        to.loadMemory(LENGTH);
        to.subtractX();
        // A routed datagram that ends before its packet has a length below zero: very large here.
        to.jumpIfAbove(Netcode.MAX_DATAGRAM_BYTES, drop);
        to.jumpIfBelow(Netcode.MIN_SEALED_BYTES, drop);
        to.subtract(1 + Netcode.TAG_BYTES);
        to.storeMemory(BODY);
        to.loadByteFromX(PAYLOAD_AT);
        to.and(0xF);
        to.storeMemory(TYPE);
        to.loadByteFromX(PAYLOAD_AT);
        to.shiftRight(4);
        to.jumpIfEqual(0, drop);
        to.jumpIfAbove(Long.BYTES, drop);
        to.copyToX();
        to.loadMemory(BODY);
        to.subtractX();
        to.storeMemory(BODY);
        to.loadMemory(TYPE);
        for (int type = 0; type <= 0xF; type++) {
            if ((types & (1 << type)) != 0) {
                body(to, type, drop);
            }
        }
        to.jump(drop);
    }

    /// If `A` is this type, the rest of the program: the body's length decides. A packet that has
    /// no room for its header and tag has a length below zero.
    private static void body(FilterWriter to, int type, Label drop) {
        Label other = to.label();
        to.jumpUnlessEqual(type, other);
        to.loadMemory(BODY);
        int fixed = PacketCodec.fixedBodyBytes(type);
        if (fixed >= 0) {
            to.jumpUnlessEqual(fixed, drop);
        } else {
            to.jumpIfEqual(0, drop);
            to.jumpIfAbove(Netcode.MAX_PAYLOAD_BYTES, drop);
        }
        to.pass();
        to.place(other);
    }

    private static void request(FilterWriter to, long protocolId, Label drop) {
        byte[] head = new byte[1 + Netcode.VERSION_BYTES + Long.BYTES];
        Netcode.putVersion(head, 1);
        LittleEndian.putI64(head, 1 + Netcode.VERSION_BYTES, protocolId);
        to.loadMemory(LENGTH);
        to.jumpUnlessEqual(ConnectionRequest.BYTES, drop);
        int at = 1;
        for (; at + Integer.BYTES <= head.length; at += Integer.BYTES) {
            to.loadWord(PAYLOAD_AT + at);
            to.jumpUnlessEqual(bigEndian(head, at), drop);
        }
        for (; at < head.length; at++) {
            to.loadByte(PAYLOAD_AT + at);
            to.jumpUnlessEqual(head[at] & 0xFF, drop);
        }
        to.pass();
    }

    private static int bigEndian(byte[] bytes, int at) {
        return Integer.reverseBytes(LittleEndian.i32(bytes, at));
    }
}
