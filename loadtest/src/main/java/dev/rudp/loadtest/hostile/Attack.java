package dev.rudp.loadtest.hostile;

import dev.rudp.transport.netcode.ConnectToken;
import dev.rudp.transport.netcode.ConnectionRequest;
import dev.rudp.transport.netcode.Netcode;
import dev.rudp.transport.wire.LittleEndian;
import java.util.random.RandomGenerator;

/// Writes hostile datagrams: of ten, four are noise, two look like sealed packets of a session, two
/// are forged connection requests that pass every check but the token's seal, one is a true request
/// copied from somebody else's wire, and one has an impossible length. They come in bursts, each of
/// one kind and size and from another address. Sans-IO. Owner: one thread.
final class Attack {
    /// Datagrams in a burst: five thousand addresses a second at 200,000 datagrams.
    static final int BURST = 40;

    /// 127.200.0.0/13: loopback addresses that no bot has.
    private static final int SOURCES = 0x7FC8_0000;

    private static final int SOURCE_MASK = 0x0007_FFFF;
    private static final int KINDS = 10;
    private static final int SEALED_MIN = 18;
    private static final int NOISE_SPAN = 180;
    private static final int TOO_LONG_BYTES = 1_300;
    private static final int NONCE_AT = ConnectionRequest.nonceAt(0);
    private static final int TAG_AT = ConnectionRequest.BYTES - Netcode.TAG_BYTES;
    private static final int KEEP_ALIVE = 4;

    private final byte[] request = new byte[ConnectionRequest.BYTES];
    private final RandomGenerator random;
    private long sent;

    /// @param token one that the server gave out; whoever watches the wire has as much of it as is
    ///   used here
    Attack(ConnectToken token, RandomGenerator random) {
        this.random = random;
        token.putRequest(request, 0);
    }

    /// Makes the next burst.
    void next(Burst burst) {
        int kind = (int) (sent / BURST % KINDS);
        burst.count = BURST;
        burst.source = SOURCES | (random.nextInt() & SOURCE_MASK);
        switch (kind) {
            case 0, 1 -> requests(burst, true);
            case 2 -> requests(burst, false);
            case 3, 4 -> noise(burst, SEALED_MIN + random.nextInt(NOISE_SPAN), true);
            case 5 -> noise(burst, impossibleBytes(), false);
            default -> noise(burst, SEALED_MIN + random.nextInt(NOISE_SPAN), false);
        }
        sent += BURST;
    }

    /// {@return datagrams written so far}
    long sent() {
        return sent;
    }

    /// A forged one has a nonce and a tag of its own, so it has to be opened to be known.
    private void requests(Burst burst, boolean forged) {
        burst.datagramBytes = request.length;
        for (int i = 0; i < burst.count; i++) {
            int at = i * request.length;
            System.arraycopy(request, 0, burst.bytes, at, request.length);
            if (forged) {
                fill(burst.bytes, at + NONCE_AT, Netcode.TOKEN_NONCE_BYTES);
                fill(burst.bytes, at + TAG_AT, Netcode.TAG_BYTES);
            }
        }
    }

    private void noise(Burst burst, int bytes, boolean likeSealed) {
        burst.datagramBytes = bytes;
        fill(burst.bytes, 0, bytes * burst.count);
        for (int i = 0; likeSealed && i < burst.count; i++) {
            burst.bytes[i * bytes] = (byte) (KEEP_ALIVE + random.nextInt(3) | 0x30);
        }
    }

    private int impossibleBytes() {
        return random.nextBoolean() ? 1 + random.nextInt(SEALED_MIN - 1) : TOO_LONG_BYTES;
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
