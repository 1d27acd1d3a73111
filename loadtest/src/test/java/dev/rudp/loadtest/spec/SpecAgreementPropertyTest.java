package dev.rudp.loadtest.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import dev.rudp.transport.ack.FragmentAssembler;
import dev.rudp.transport.ack.PacketHeader;
import dev.rudp.transport.buffer.BufferPool;
import dev.rudp.transport.channel.ChannelMode;
import dev.rudp.transport.channel.ChannelSpec;
import dev.rudp.transport.connection.Connection;
import dev.rudp.transport.connection.ConnectionConfig;
import dev.rudp.transport.crypto.PacketCiphers;
import dev.rudp.transport.crypto.PacketKey;
import dev.rudp.transport.netcode.ConnectToken;
import dev.rudp.transport.netcode.PacketCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Both implementations take and refuse the same bytes, whatever they are, and read the same in
/// them.
class SpecAgreementPropertyTest {
    private static final long PROTOCOL_ID = 77;
    private static final Map<Integer, Inbox.Mode> MODES =
            Map.of(
                    3, Inbox.Mode.UNRELIABLE_SEQUENCED,
                    4, Inbox.Mode.UNRELIABLE,
                    5, Inbox.Mode.LATEST_ONLY,
                    9, Inbox.Mode.RELIABLE_ORDERED,
                    10, Inbox.Mode.RELIABLE_UNORDERED);

    @Test
    void aboutPacketHeaders() {
        int[] taken = new int[1];
        Seeds.forEach(
                20_000,
                random -> {
                    byte[] bytes = new byte[random.nextInt(12)];
                    random.fill(bytes, 0, bytes.length);
                    if (bytes.length > 0) {
                        bytes[0] &= (byte) (random.chance(0.9) ? 0x3E : 0xFF);
                    }
                    PacketHeader ours = new PacketHeader();
                    int read = ours.read(bytes, 0, bytes.length);
                    try {
                        AckHeader theirs = AckHeader.read(Wire.over(bytes));
                        assertEquals(theirs.write().length, read);
                        assertEquals(
                                theirs, new AckHeader(ours.sequence(), ours.ack(), ours.ackBits()));
                        taken[0]++;
                    } catch (RefusedException refused) {
                        assertEquals(PacketHeader.MALFORMED, read, refused.rule());
                    }
                });
        assertTrue(taken[0] > 0, "taken=" + taken[0]);
    }

    @Test
    void aboutFragments() {
        Seeds.forEach(
                5_000,
                random -> {
                    byte[] payload = new byte[random.chance(0.5) ? 1_029 : random.nextInt(1_100)];
                    for (int i = 0; i < Math.min(12, payload.length); i++) {
                        payload[i] = (byte) random.nextInt(random.chance(0.7) ? 3 : 256);
                    }
                    if (payload.length > 0) {
                        payload[0] |= 1;
                    }
                    var ours = new FragmentAssembler(new BufferPool(1 << 20), 256 * 1_024);
                    boolean malformed =
                            ours.onFragment(payload, 0, payload.length, 0)
                                    == FragmentAssembler.Outcome.MALFORMED;
                    assertEquals(malformed, isRefused(() -> Fragment.read(payload)));
                });
    }

    @Test
    void aboutSealedPackets() {
        int anySide = PacketCodec.AT_CLIENT | PacketCodec.AT_SERVER;
        PacketCodec codec = new PacketCodec(PROTOCOL_ID);
        Seeds.forEach(
                1_500,
                random -> {
                    byte[] key = new byte[32];
                    random.fill(key, 0, 32);
                    byte[] body = new byte[anyBodyBytes(random)];
                    random.fill(body, 0, body.length);
                    long sequence = random.nextLong() >>> random.nextInt(64);
                    byte[] datagram =
                            new Sealed(random.nextInt(1, 16), sequence, body)
                                    .seal(key, PROTOCOL_ID);
                    if (random.chance(0.2)) {
                        datagram[random.nextInt(datagram.length)] ^= 1;
                    }
                    boolean refused = isRefused(() -> Sealed.open(datagram, key, PROTOCOL_ID));
                    try (PacketKey ours = PacketCiphers.best().key(key)) {
                        byte[] copy = datagram.clone();
                        boolean taken =
                                codec.readHeader(copy, 0, copy.length, anySide)
                                        && codec.open(copy, ours, null);
                        assertEquals(refused, !taken);
                        if (taken) {
                            assertEquals(sequence, codec.sequence());
                            assertEquals(body.length, codec.bodyBytes());
                        }
                    }
                });
    }

    @Test
    void aboutConnectTokens() {
        byte[] token =
                Vectors.hex(Vectors.read("netcode.json").get("tokens").get(2), "connectToken");
        Seeds.forEach(
                2_000,
                random -> {
                    byte[] changed = token.clone();
                    for (int i = random.nextInt(4); i > 0; i--) {
                        changed[
                                        random.chance(0.5)
                                                ? random.nextInt(40)
                                                : 1_089 + random.nextInt(40)] =
                                (byte) random.nextInt(4);
                    }
                    boolean refused = isRefused(() -> Ticket.read(changed));
                    boolean refusedByUs = false;
                    try {
                        ConnectToken.parse(changed);
                    } catch (IllegalArgumentException wrong) {
                        refusedByUs = true;
                    }
                    assertEquals(refused, refusedByUs);
                });
    }

    /// What an honest connection says, the second implementation understands.
    @Test
    void aboutEveryMessageThatIsSent() {
        ConnectionConfig config =
                ConnectionConfig.of(
                        new ChannelSpec(3, ChannelMode.UNRELIABLE_SEQUENCED, 8_000, 64),
                        new ChannelSpec(4, ChannelMode.UNRELIABLE, 8_000, 64),
                        new ChannelSpec(5, ChannelMode.LATEST_ONLY, 8_000, 64),
                        new ChannelSpec(9, ChannelMode.RELIABLE_ORDERED, 20_000, 64),
                        new ChannelSpec(10, ChannelMode.RELIABLE_UNORDERED, 20_000, 64));
        Seeds.forEach(
                30,
                random -> {
                    Connection sender = new Connection(config);
                    sender.reset(0);
                    Connection receiver = new Connection(config);
                    receiver.reset(0);
                    Inbox inbox = new Inbox(MODES);
                    List<String> ours = new ArrayList<>();
                    List<String> theirs = new ArrayList<>();
                    byte[] out = new byte[Connection.PAYLOAD_BYTES_MAX];
                    for (int tick = 0; tick < 20; tick++) {
                        long nowNs = tick * 16_000_000L;
                        for (ChannelSpec spec : config.channels()) {
                            int channel = spec.id();
                            int longest = spec.maxMessageBytes();
                            long deadlineNs =
                                    random.chance(0.3)
                                            ? nowNs + random.nextInt(40_000_000)
                                            : Connection.NO_DEADLINE;
                            sender.send(
                                    channel,
                                    noise(random),
                                    0,
                                    random.nextInt(longest),
                                    deadlineNs,
                                    Connection.NO_RECEIPT);
                        }
                        for (int n; (n = sender.pollPayload(out, 0, nowNs)) > 0; ) {
                            byte[] payload = Arrays.copyOf(out, n);
                            if (random.chance(0.1)) {
                                continue;
                            }
                            receiver.onPayload(
                                    out, 0, n, nowNs, (c, b, at, l) -> ours.add(text(c, b, at, l)));
                            for (Inbox.Message message : inbox.onPayload(payload)) {
                                byte[] bytes = message.bytes();
                                theirs.add(text(message.channel(), bytes, 0, bytes.length));
                            }
                        }
                        for (int n; (n = receiver.pollPayload(out, 0, nowNs)) > 0; ) {
                            inboxOfAcks(out, n);
                            sender.onPayload(out, 0, n, nowNs, (c, b, at, l) -> {});
                        }
                    }
                    assertTrue(ours.size() > 20);
                    assertEquals(ours, theirs);
                });
    }

    /// Both compute the same pieces from the repairs of a path that loses.
    @Test
    void aboutWhatRepairsGive() {
        ConnectionConfig config =
                ConnectionConfig.of(
                        new ChannelSpec(9, ChannelMode.RELIABLE_ORDERED, 2_000, 64)
                                .withRepairBytes(300),
                        new ChannelSpec(10, ChannelMode.RELIABLE_UNORDERED, 2_000, 64)
                                .withRepairBytes(300));
        long[] repaired = new long[1];
        Seeds.forEach(
                10,
                random -> {
                    Connection sender = new Connection(config);
                    sender.reset(0);
                    Connection receiver = new Connection(config);
                    receiver.reset(0);
                    Inbox inbox = new Inbox(MODES);
                    byte[] out = new byte[Connection.PAYLOAD_BYTES_MAX];
                    for (int tick = 0; tick < 120; tick++) {
                        long nowNs = tick * 16_000_000L;
                        for (int channel = 9; channel <= 10; channel++) {
                            byte[] message = noise(random);
                            int length = random.nextInt(random.chance(0.9) ? 250 : 2_000);
                            sender.send(channel, message, 0, length);
                        }
                        List<String> ours = new ArrayList<>();
                        List<String> theirs = new ArrayList<>();
                        for (int n; (n = sender.pollPayload(out, 0, nowNs)) > 0; ) {
                            byte[] payload = Arrays.copyOf(out, n);
                            if (random.chance(0.2)) {
                                continue;
                            }
                            receiver.onPayload(
                                    out, 0, n, nowNs, (c, b, at, l) -> ours.add(text(c, b, at, l)));
                            for (Inbox.Message message : inbox.onPayload(payload)) {
                                byte[] bytes = message.bytes();
                                theirs.add(text(message.channel(), bytes, 0, bytes.length));
                            }
                        }
                        // Solved at once, they come in no order in an unordered channel.
                        ours.sort(null);
                        theirs.sort(null);
                        assertEquals(ours, theirs, "tick " + tick);
                        for (int n; (n = receiver.pollPayload(out, 0, nowNs)) > 0; ) {
                            sender.onPayload(out, 0, n, nowNs, (c, b, at, l) -> {});
                        }
                    }
                    repaired[0] += receiver.piecesRepaired();
                });
        assertTrue(repaired[0] > 100, "repaired=" + repaired[0]);
    }

    private static void inboxOfAcks(byte[] out, int length) throws RefusedException {
        new Inbox(MODES).onPayload(Arrays.copyOf(out, length));
    }

    private static byte[] noise(SeededRandom random) {
        byte[] noise = new byte[20_000];
        random.fill(noise, 0, noise.length);
        return noise;
    }

    private static String text(int channel, byte[] bytes, int offset, int length) {
        return channel + " " + HexFormat.of().formatHex(bytes, offset, offset + length);
    }

    private static int anyBodyBytes(SeededRandom random) {
        int[] likely = {0, 1, 7, 8, 9, 307, 308, 309, 1_200, 1_201};
        return random.chance(0.5) ? likely[random.nextInt(likely.length)] : random.nextInt(1_210);
    }

    @FunctionalInterface
    private interface Reading {
        Object read() throws RefusedException;
    }

    private static boolean isRefused(Reading reading) {
        try {
            return reading.read() == null;
        } catch (RefusedException refused) {
            return true;
        }
    }
}
