package dev.rudp.transport.udp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.filter.ClassicBpf;
import dev.rudp.transport.filter.FilterProgram;
import dev.rudp.transport.netcode.Extensions;
import dev.rudp.transport.netcode.ServerFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The kernel's own interpreter against ours.
@EnabledOnOs(OS.LINUX)
class SocketFilterIT {
    private static final long PROTOCOL_ID = 0x1122_3344_5566_7788L;
    private static final long WAIT_NS = 5_000_000_000L;
    private static final int DATAGRAMS = 400;

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void theKernelDropsWhatTheProgramSaysAndCountsIt(String host) throws IOException {
        FilterProgram program = ServerFilter.program(PROTOCOL_ID, Extensions.ALL);
        PeerAddress address =
                host.equals("::1") ? new PeerAddress(0, 1, 0) : PeerAddress.v4(0x7F00_0001, 0);
        SeededRandom random = new SeededRandom(host.length());
        List<byte[]> expected = new ArrayList<>();
        UdpConfig config = UdpConfig.of(address).withDriver(UdpDriver.LINUX);
        try (UdpSocket server = UdpSockets.open(config.withFilter(program));
                UdpSocket client = UdpSockets.open(config)) {
            PeerAddress to = server.localAddress();
            DatagramBatch out = new DatagramBatch(DATAGRAMS + 1);
            for (int i = 0; i < DATAGRAMS; i++) {
                put(out, datagram(random), to, expected, program);
            }
            // The last one passes, so when it is there, all have been judged.
            byte[] last = datagram(random, 26);
            last[0] = 0x14;
            put(out, last, to, expected, program);
            assertEquals(DATAGRAMS + 1, client.send(out));
            DatagramBatch in = new DatagramBatch(DATAGRAMS + 1);
            List<byte[]> received = new ArrayList<>();
            while (received.isEmpty() || !Arrays.equals(last, received.getLast())) {
                assertTrue(server.receive(in, WAIT_NS) > 0, "only " + received.size() + " came");
                for (int i = 0; i < in.size(); i++) {
                    int at = in.offset(i);
                    received.add(Arrays.copyOfRange(in.bytes(), at, at + in.length(i)));
                }
            }
            assertEquals(expected.size(), received.size());
            for (int i = 0; i < expected.size(); i++) {
                assertArrayEquals(expected.get(i), received.get(i));
            }
            assertEquals(DATAGRAMS + 1 - expected.size(), server.kernelDrops());
            assertEquals(0, client.kernelDrops());
        }
    }

    private static void put(
            DatagramBatch out,
            byte[] datagram,
            PeerAddress to,
            List<byte[]> expected,
            FilterProgram program) {
        System.arraycopy(datagram, 0, out.bytes(), out.nextOffset(), datagram.length);
        out.commit(datagram.length, to.hi(), to.lo(), to.port(), 0, 0);
        if (ClassicBpf.passes(program, datagram, datagram.length)) {
            expected.add(datagram);
        }
    }

    private static byte[] datagram(SeededRandom random) {
        byte[] made = datagram(random, 1 + random.nextInt(1_230));
        made[0] = (byte) ((1 + random.nextInt(8)) << 4 | random.nextInt(16));
        if (random.chance(0.2)) {
            made[0] = Extensions.ROUTED;
        }
        return made;
    }

    private static byte[] datagram(SeededRandom random, int length) {
        byte[] made = new byte[length];
        random.fill(made, 0, length);
        return made;
    }
}
