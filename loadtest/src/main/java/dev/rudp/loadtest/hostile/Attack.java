package dev.rudp.loadtest.hostile;

import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.netcode.ConnectToken;
import dev.rudp.transport.netcode.ConnectionRequest;
import dev.rudp.transport.wire.LittleEndian;
import java.util.random.RandomGenerator;

/// Writes hostile datagrams: of ten, four are noise, two look like sealed packets of a session, two
/// are forged connection requests that pass every check but the token's seal, one is a true request
/// copied from somebody else's wire, and one has an impossible length. Each comes from another
/// address. Sans-IO. Owner: one thread.
public final class Attack {
    /// 127.200.0.0/13: loopback addresses that no bot has.
    private static final int SOURCES = 0x7FC8_0000;

    private static final int SOURCE_MASK = 0x0007_FFFF;
    private static final int KINDS = 10;
    private static final int SEALED_MIN = 18;
    private static final int NOISE_SPAN = 180;
    private static final int TOO_LONG_BYTES = 1_300;
    private static final int FORGED_FROM = ConnectionRequest.BYTES - 1_024;
    private static final int KEEP_ALIVE = 4;

    private final PeerAddress server;
    private final byte[] request = new byte[ConnectionRequest.BYTES];
    private final RandomGenerator random;
    private final DatagramOutbox outbox;
    private long sent;

    /// @param token one that the server gave out; whoever watches the wire has as much of it as is
    ///   used here
    public Attack(ConnectToken token, RandomGenerator random, DatagramOutbox outbox) {
        this.server = token.servers().getFirst();
        this.random = random;
        this.outbox = outbox;
        token.putRequest(request, 0);
    }

    /// Puts the next hostile datagram into the outbox.
    public void next() {
        int at = outbox.reserve();
        byte[] out = outbox.bytes();
        int length =
                switch ((int) (sent++ % KINDS)) {
                    case 0, 1 -> forge(out, at);
                    case 2 -> copy(out, at);
                    case 3, 4 -> noise(out, at, KEEP_ALIVE + random.nextInt(3) | 0x30);
                    case 5 -> impossible(out, at);
                    default -> noise(out, at, random.nextInt());
                };
        long source = PeerAddress.v4Lo(SOURCES | (random.nextInt() & SOURCE_MASK));
        outbox.commit(length, server.hi(), server.lo(), server.port(), 0, source);
    }

    /// {@return datagrams written so far}
    public long sent() {
        return sent;
    }

    private int forge(byte[] out, int at) {
        System.arraycopy(request, 0, out, at, request.length);
        fill(out, at + FORGED_FROM, ConnectionRequest.BYTES - FORGED_FROM);
        return request.length;
    }

    private int copy(byte[] out, int at) {
        System.arraycopy(request, 0, out, at, request.length);
        return request.length;
    }

    private int noise(byte[] out, int at, int first) {
        int length = SEALED_MIN + random.nextInt(NOISE_SPAN);
        fill(out, at, length);
        out[at] = (byte) first;
        return length;
    }

    private int impossible(byte[] out, int at) {
        int length = random.nextBoolean() ? 1 + random.nextInt(SEALED_MIN - 1) : TOO_LONG_BYTES;
        fill(out, at, length);
        return length;
    }

    private void fill(byte[] out, int at, int length) {
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            LittleEndian.putI64(out, at + i, random.nextLong());
        }
        for (; i < length; i++) {
            out[at + i] = (byte) random.nextInt();
        }
    }
}
