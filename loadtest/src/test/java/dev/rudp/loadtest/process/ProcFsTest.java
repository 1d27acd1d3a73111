package dev.rudp.loadtest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcFsTest {
    @Test
    void cpuTimeIsReadBehindAProgramNameWithSpacesAndParentheses() {
        String stat = "42 (a) (b c) S 1 42 42 0 -1 4194304 900 0 0 0 1234 66 0 0 20 0 31 0 500 9 9";
        assertEquals(13.0, ProcFs.cpuSeconds(List.of(stat)), 1e-9);
    }

    @Test
    void residentSetIsReadInMebibytes() {
        List<String> status = List.of("Name:\tjava", "VmPeak:\t  99 kB", "VmRSS:\t  524288 kB");
        assertEquals(512.0, ProcFs.rssMb(status), 1e-9);
    }

    @Test
    void machineIsBusyExceptWhenIdleWaitingOrStolen() {
        String cpu = "cpu  100 20 300 99999 77777 5 75 66666 0 0";
        assertEquals(5.0, ProcFs.machineBusySeconds(List.of(cpu, "cpu0 1 2 3")), 1e-9);
    }

    @Test
    void socketDropsAreSummedOverTheSocketsOfOnePort() {
        String head = "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when ...";
        String one = udpLine("00000000:9C40", 7);
        String two = udpLine("0100007F:9C40", 5);
        String other = udpLine("00000000:0035", 1000);
        assertEquals(12, ProcFs.socketDrops(List.of(head, one, two, other), 40_000));
        assertEquals(-1, ProcFs.socketDrops(List.of(head, one), 40_001));
    }

    @Test
    void fullBuffersAreFoundByTheirName() {
        String tcp = "Tcp: 1 2 3";
        String names = "Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors";
        String numbers = "Udp: 100 2 30 400 17 6";
        assertEquals(17, ProcFs.fullBufferDrops(List.of(tcp, names, numbers, "UdpLite: 9 9")));
        assertEquals(-1, ProcFs.fullBufferDrops(List.of(tcp, "Udp: InDatagrams", "Udp: 4")));
        assertEquals(-1, ProcFs.fullBufferDrops(List.of(tcp)));
    }

    @Test
    void unreadableFilesAreUnknownNotZero() {
        assertTrue(Double.isNaN(ProcFs.cpuSeconds(List.of())));
        assertTrue(Double.isNaN(ProcFs.cpuSeconds(List.of("nonsense"))));
        assertTrue(Double.isNaN(ProcFs.cpuSeconds(List.of("1 (x) a b c d e f g h i j k l m n"))));
        assertTrue(Double.isNaN(ProcFs.rssMb(List.of("VmRSS:\t many kB"))));
        assertTrue(Double.isNaN(ProcFs.machineBusySeconds(List.of("intr 1 2 3"))));
        assertEquals(-1, ProcFs.socketDrops(List.of(), 1));
    }

    private static String udpLine(String local, int drops) {
        return " 1234: "
                + local
                + " 00000000:0000 07 00000000:00000000 00:00000000 00000000  0  0 4711 2 0 "
                + drops;
    }
}
