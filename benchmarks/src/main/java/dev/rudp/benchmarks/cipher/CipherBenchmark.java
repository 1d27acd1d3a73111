package dev.rudp.benchmarks.cipher;

import com.sun.management.ThreadMXBean;
import dev.rudp.benchmarks.bench.BenchOptions;
import dev.rudp.benchmarks.bench.BenchReport;
import dev.rudp.benchmarks.bench.Benchmark;
import dev.rudp.benchmarks.bench.Medians;
import dev.rudp.transport.crypto.PacketCipher;
import dev.rudp.transport.crypto.PacketCiphers;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Compares the ciphers of this machine, per packet, by the CPU time of the measuring thread: other
/// work on the machine then counts only by what it does to the caches. Every cipher has a short
/// turn in every round, so that a drift of the machine hits all alike; the figure is the median of
/// the turns.
public final class CipherBenchmark implements Benchmark {
    private static final int[] SIZES = {64, 256, 600, 1_200};
    private static final int TURN_PACKETS = 10_000;
    private static final int WARM_UP_TURNS = 4;

    /// Turns per round asked for: a turn is some ten milliseconds.
    private static final int TURNS_PER_ROUND = 5;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private enum Work {
        SEAL,
        OPEN
    }

    /// CPU time and allocation per packet of one turn.
    private record Cost(double ns, double bytes) {}

    @Override
    public String name() {
        return "cipher";
    }

    @Override
    public String question() {
        return "What does each packet cipher of this machine cost per packet?";
    }

    @Override
    public BenchReport run(BenchOptions options, Consumer<String> progress) {
        BenchReport report = new BenchReport(this);
        List<PacketCipher> ciphers = PacketCiphers.available();
        report.figure("best", PacketCiphers.best().name());
        int turns = options.rounds() * TURNS_PER_ROUND;
        report.figure("turns", turns).figure("packetsPerTurn", TURN_PACKETS);
        for (int size : SIZES) {
            progress.accept("packets of " + size + " bytes");
            for (Work work : Work.values()) {
                compare(ciphers, size, work, turns, report);
            }
        }
        return report;
    }

    private static void compare(
            List<PacketCipher> ciphers, int size, Work work, int turns, BenchReport report) {
        PacketSet[] sets = new PacketSet[ciphers.size()];
        double[][] ns = new double[sets.length][turns];
        double[][] bytes = new double[sets.length][turns];
        for (int i = 0; i < sets.length; i++) {
            sets[i] = new PacketSet(ciphers.get(i), size);
            for (int turn = 0; turn < WARM_UP_TURNS; turn++) {
                measure(sets[i], work);
            }
        }
        for (int turn = 0; turn < turns; turn++) {
            for (int i = 0; i < sets.length; i++) {
                Cost cost = measure(sets[i], work);
                ns[i][turn] = cost.ns();
                bytes[i][turn] = cost.bytes();
            }
        }
        double best = Double.POSITIVE_INFINITY;
        for (double[] measured : ns) {
            best = Math.min(best, Medians.of(measured));
        }
        for (int i = 0; i < sets.length; i++) {
            double median = Medians.of(ns[i]);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("cipher", ciphers.get(i).name());
            row.put("bytes", size);
            row.put("work", work == Work.SEAL ? "seal" : "open");
            row.put("nsPerPacket", median);
            row.put("ratioToBest", median / best);
            row.put("allocatedBytes", Medians.of(bytes[i]));
            report.row(row);
            sets[i].close();
        }
    }

    private static Cost measure(PacketSet packets, Work work) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long cpuNs = THREADS.getCurrentThreadCpuTime();
        if (work == Work.SEAL) {
            packets.seal(TURN_PACKETS);
        } else {
            packets.open(TURN_PACKETS);
        }
        cpuNs = THREADS.getCurrentThreadCpuTime() - cpuNs;
        allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        return new Cost((double) cpuNs / TURN_PACKETS, (double) allocated / TURN_PACKETS);
    }
}
