package dev.rudp.transport.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.network.LinkProfile;
import dev.rudp.testkit.network.VirtualNetwork;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import dev.rudp.transport.filter.ClassicBpf;
import dev.rudp.transport.filter.FilterProgram;
import dev.rudp.transport.netcode.ConnectionRequest;
import dev.rudp.transport.netcode.DropReason;
import dev.rudp.transport.netcode.Extensions;
import dev.rudp.transport.netcode.ServerFilter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The kernel's filter against the endpoint: it drops what the endpoint would drop for its form,
/// and nothing else.
class ServerFilterPropertyTest {
    private static final Set<DropReason> FORM =
            EnumSet.of(
                    DropReason.TOO_SHORT,
                    DropReason.TOO_LONG,
                    DropReason.UNKNOWN_TYPE,
                    DropReason.TYPE_NOT_ALLOWED,
                    DropReason.SEQUENCE_BYTES,
                    DropReason.BODY_LENGTH,
                    DropReason.REQUEST_LENGTH,
                    DropReason.REQUEST_VERSION,
                    DropReason.REQUEST_PROTOCOL);

    private static final List<Integer> SETS =
            List.of(
                    Extensions.NONE,
                    Extensions.INTEGRITY_ONLY,
                    Extensions.MIGRATION,
                    Extensions.ALL);

    private static final int[] BODIES = {0, 1, 7, 8, 9, 16, 308, 1_200, 1_201};

    @Test
    void dropsExactlyWhatTheEndpointDropsForItsForm() {
        Seeds.forEach(
                20,
                random -> {
                    for (int extensions : SETS) {
                        int passed = compare(extensions, random);
                        assertTrue(passed > 100 && passed < 1_900, passed + " of 2,000 passed");
                    }
                });
    }

    @Test
    void everyFirstByteAtEveryLengthIsJudgedAlike() {
        SeededRandom random = new SeededRandom(1);
        for (int extensions : SETS) {
            FilterProgram program = ServerFilter.program(VirtualServer.PROTOCOL_ID, extensions);
            VirtualServer server = server(extensions, 1);
            for (int first = 0; first < 256; first++) {
                for (int length :
                        new int[] {
                            1, 9, 17, 18, 19, 25, 26, 27, 34, 1_078, 1_225, 1_226, 1_234, 1_235
                        }) {
                    byte[] datagram = new byte[length];
                    random.fill(datagram, 0, length);
                    datagram[0] = (byte) first;
                    check(program, server, datagram);
                }
            }
        }
    }

    @Test
    void anEmptyDatagramIsDropped() {
        FilterProgram program = ServerFilter.program(VirtualServer.PROTOCOL_ID, Extensions.ALL);
        check(program, server(Extensions.ALL, 1), new byte[0]);
    }

    private static int compare(int extensions, SeededRandom random) {
        FilterProgram program = ServerFilter.program(VirtualServer.PROTOCOL_ID, extensions);
        VirtualServer server = server(extensions, random.nextLong());
        byte[] request = new byte[ConnectionRequest.BYTES];
        server.token(1).putRequest(request, 0);
        int passed = 0;
        for (int i = 0; i < 2_000; i++) {
            passed += check(program, server, datagram(request, random)) ? 1 : 0;
        }
        return passed;
    }

    private static boolean check(FilterProgram program, VirtualServer server, byte[] datagram) {
        boolean passes = ClassicBpf.passes(program, datagram, datagram.length);
        long before = dropsForForm(server);
        server.endpoint.onDatagram(
                datagram.clone(), 0, datagram.length, 0, 7, 7, server.network.nowNs());
        assertEquals(
                passes,
                dropsForForm(server) == before,
                () ->
                        HexFormat.of().formatHex(datagram, 0, Math.min(32, datagram.length))
                                + ", "
                                + datagram.length
                                + " bytes");
        return passes;
    }

    private static long dropsForForm(VirtualServer server) {
        return FORM.stream().mapToLong(server.endpoint.drops()::of).sum();
    }

    private static VirtualServer server(int extensions, long seed) {
        VirtualServer server =
                new VirtualServer(new VirtualNetwork(seed, LinkProfile.perfect()), seed, 4);
        server.restartWith(extensions);
        return server;
    }

    private static byte[] datagram(byte[] request, SeededRandom random) {
        byte[] made =
                switch (random.nextInt(5)) {
                    case 0 -> request.clone();
                    case 1 -> sealed(0, random);
                    case 2 -> {
                        byte[] routed = sealed(Extensions.ROUTE_BYTES, random);
                        routed[0] = Extensions.ROUTED;
                        yield routed;
                    }
                    default -> noise(random.nextInt(1_400), random);
                };
        if (random.chance(0.3)) {
            made = Arrays.copyOf(made, random.nextInt(1_300));
        }
        if (made.length > 0 && random.chance(0.3)) {
            made[random.nextInt(Math.min(made.length, 40))] ^= (byte) (1 + random.nextInt(255));
        }
        return made;
    }

    /// Something like a sealed packet, behind `at` bytes.
    private static byte[] sealed(int at, SeededRandom random) {
        int type = random.nextInt(16);
        int sequenceBytes = 1 + random.nextInt(9);
        int bytes = 18 + random.nextInt(1_215);
        if (random.chance(0.5)) {
            bytes = 17 + sequenceBytes + BODIES[random.nextInt(BODIES.length)];
        }
        byte[] packet = noise(at + bytes, random);
        packet[at] = (byte) (sequenceBytes << 4 | type);
        return packet;
    }

    private static byte[] noise(int length, SeededRandom random) {
        byte[] noise = new byte[length];
        random.fill(noise, 0, length);
        return noise;
    }
}
