package dev.rudp.testkit.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualNetworkTest {
    private static final VirtualAddress A = VirtualAddress.v4(0x0A00_0001, 1_000);
    private static final VirtualAddress B = VirtualAddress.v4(0x0A00_0002, 2_000);
    private static final long MS = 1_000_000;

    /// Keeps the number in the first four bytes of each datagram, and when it came.
    private static final class Recorder implements VirtualNode {
        final List<Integer> numbers = new ArrayList<>();
        final List<Long> timesNs = new ArrayList<>();

        @Override
        public void onDatagram(
                byte[] bytes,
                int offset,
                int length,
                long peerHi,
                long peerLo,
                int peerPort,
                long nowNs) {
            assertEquals(A, new VirtualAddress(peerHi, peerLo, peerPort));
            numbers.add(
                    ((bytes[offset] & 0xFF) << 16)
                            | ((bytes[offset + 1] & 0xFF) << 8)
                            | (bytes[offset + 2] & 0xFF));
            timesNs.add(nowNs);
        }
    }

    private static final class Run {
        final VirtualNetwork network;
        final Recorder recorder = new Recorder();
        final VirtualPort sender;

        Run(long seed, LinkProfile profile) {
            network = new VirtualNetwork(seed, profile);
            sender = network.open(A);
            network.open(B).attach(recorder);
        }

        Run send(int count, int lengthBytes, long gapNs) {
            for (int i = 0; i < count; i++) {
                byte[] bytes = new byte[lengthBytes];
                bytes[0] = (byte) (i >> 16);
                bytes[1] = (byte) (i >> 8);
                bytes[2] = (byte) i;
                sender.send(bytes, 0, lengthBytes, B);
                network.runUntil(network.nowNs() + gapNs);
            }
            network.runUntil(network.nowNs() + 60_000 * MS);
            return this;
        }

        Link link() {
            return network.link(A, B);
        }
    }

    @Test
    void aPerfectLinkDeliversEverythingInOrder() {
        Run run = new Run(1, LinkProfile.perfect().withLatencyMs(30, 0)).send(100, 100, MS);
        assertEquals(100, run.recorder.numbers.size());
        for (int i = 0; i < 100; i++) {
            assertEquals(i, run.recorder.numbers.get(i));
            assertEquals((30 + i) * MS, run.recorder.timesNs.get(i));
        }
    }

    @Test
    void sameSeedGivesSameTraceAndAnotherSeedAnother() {
        long first = new Run(9, LinkProfile.mobile()).send(2_000, 300, MS).network.traceHash();
        long again = new Run(9, LinkProfile.mobile()).send(2_000, 300, MS).network.traceHash();
        long other = new Run(10, LinkProfile.mobile()).send(2_000, 300, MS).network.traceHash();
        assertEquals(first, again);
        assertNotEquals(first, other);
    }

    @Test
    void lossIsNearWhatWasAsked() {
        Run run = new Run(2, LinkProfile.perfect().withLoss(0.2)).send(50_000, 10, 1_000);
        assertEquals(0.2, run.link().lost() / 50_000.0, 0.01);
        assertEquals(50_000, run.link().lost() + run.link().delivered());
    }

    @Test
    void lossInBurstsHasItsMeanRatioAndComesInRuns() {
        LinkProfile.Burst burst = new LinkProfile.Burst(0.02, 0.2, 1);
        Run run = new Run(3, LinkProfile.perfect().withBurst(burst)).send(100_000, 10, 1_000);
        assertEquals(burst.meanLossRatio(), run.link().lost() / 100_000.0, 0.01);
        int runs = 0;
        for (int i = 1; i < run.recorder.numbers.size(); i++) {
            runs += run.recorder.numbers.get(i) - run.recorder.numbers.get(i - 1) > 1 ? 1 : 0;
        }
        assertEquals(5.0, run.link().lost() / (double) runs, 0.5, "mean burst length");
    }

    @Test
    void jitterAloneKeepsTheOrder() {
        Run run = new Run(4, LinkProfile.perfect().withLatencyMs(20, 50)).send(1_000, 10, MS);
        for (int i = 0; i < 1_000; i++) {
            assertEquals(i, run.recorder.numbers.get(i));
            long delayNs = run.recorder.timesNs.get(i) - i * MS;
            assertTrue(delayNs >= 20 * MS && delayNs <= 70 * MS, "delayNs=" + delayNs);
        }
    }

    @Test
    void reorderingLetsLaterDatagramsOvertake() {
        Run run = new Run(5, LinkProfile.perfect().withReorder(0.1, 10)).send(5_000, 10, MS);
        int overtaken = 0;
        for (int i = 1; i < 5_000; i++) {
            overtaken += run.recorder.numbers.get(i) < run.recorder.numbers.get(i - 1) ? 1 : 0;
        }
        assertEquals(5_000, run.recorder.numbers.size());
        assertEquals(0.1, run.link().reordered() / 5_000.0, 0.02);
        assertTrue(overtaken > 300, "overtaken=" + overtaken);
    }

    @Test
    void duplicatesArriveTwice() {
        Run run = new Run(6, LinkProfile.perfect().withDuplicates(0.25)).send(10_000, 10, MS);
        assertEquals(0.25, run.link().duplicated() / 10_000.0, 0.02);
        assertEquals(10_000 + run.link().duplicated(), run.link().delivered());
    }

    @Test
    void aRateLimitSpreadsDatagramsAndItsQueueIsBounded() {
        LinkProfile profile = LinkProfile.perfect().withRate(100_000, 10_000);
        Run run = new Run(7, profile).send(30, 1_000, 0);
        assertEquals(10, run.recorder.numbers.size());
        assertEquals(20, run.link().overflowed());
        for (int i = 0; i < 10; i++) {
            assertEquals((i + 1) * 10 * MS, run.recorder.timesNs.get(i));
        }
    }

    @Test
    void aDatagramOverTheMtuIsDropped() {
        Run run = new Run(8, LinkProfile.perfect().withMtu(1_200)).send(1, 1_201, 0);
        assertEquals(1, run.link().tooLarge());
        run.send(1, 1_200, 0);
        assertEquals(List.of(0), run.recorder.numbers);
    }

    @Test
    void aDatagramToNobodyIsCounted() {
        Run run = new Run(8, LinkProfile.perfect());
        run.sender.send(new byte[4], 0, 4, VirtualAddress.v4(1, 1));
        assertTrue(run.network.step());
        assertEquals(1, run.network.unroutable());
        assertFalse(run.network.step());
    }

    @Test
    void timeJumpsFromDeadlineToDeadline() {
        VirtualNetwork network = new VirtualNetwork(1, LinkProfile.perfect());
        List<Long> fired = new ArrayList<>();
        VirtualNode ticker =
                new VirtualNode() {
                    private long nextNs = 5 * MS;

                    @Override
                    public void onDatagram(
                            byte[] bytes,
                            int offset,
                            int length,
                            long hi,
                            long lo,
                            int port,
                            long now) {
                        throw new AssertionError("nobody sends");
                    }

                    @Override
                    public void onDeadline(long nowNs) {
                        fired.add(nowNs);
                        nextNs = fired.size() == 3 ? NO_DEADLINE : nowNs + 60_000 * MS;
                    }

                    @Override
                    public long nextDeadlineNs() {
                        return nextNs;
                    }
                };
        network.open(A).attach(ticker);
        int steps = 0;
        while (network.step()) {
            steps++;
        }
        assertEquals(3, steps);
        assertEquals(List.of(5 * MS, 60_005 * MS, 120_005 * MS), fired);
        assertEquals(120_005 * MS, network.nowNs());
    }

    @Test
    void impossibleProfilesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> LinkProfile.perfect().withLoss(1.5));
        assertThrows(
                IllegalArgumentException.class, () -> LinkProfile.perfect().withLoss(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> LinkProfile.perfect().withMtu(0));
        VirtualNetwork network = new VirtualNetwork(1, LinkProfile.perfect());
        network.open(A);
        assertThrows(IllegalArgumentException.class, () -> network.open(A));
    }

    @Test
    void presetsDeliverMostOfAnOrdinaryLoad() {
        for (LinkProfile profile :
                List.of(LinkProfile.wifi(), LinkProfile.mobile(), LinkProfile.satellite())) {
            Run run = new Run(11, profile).send(6_000, 600, 16 * MS);
            double lossRatio = run.link().lost() / 6_000.0;
            assertTrue(lossRatio > 0.002 && lossRatio < 0.06, profile + " loses " + lossRatio);
            assertEquals(0, run.link().overflowed());
        }
    }
}
