package dev.rudp.benchmarks;

import dev.rudp.benchmarks.bench.Benchmark;
import dev.rudp.benchmarks.cipher.CipherBenchmark;
import dev.rudp.benchmarks.datagram.DatagramBenchmark;
import dev.rudp.benchmarks.datagram.PeersBenchmark;
import dev.rudp.benchmarks.datagram.SessionsBenchmark;
import dev.rudp.benchmarks.physics.PhysicsBenchmark;
import dev.rudp.benchmarks.reliable.ReliableLatencyBenchmark;
import dev.rudp.benchmarks.scaling.DensityBenchmark;
import dev.rudp.benchmarks.scaling.WorkersBenchmark;
import dev.rudp.benchmarks.simd.SimdBenchmark;
import dev.rudp.benchmarks.snapshot.SnapshotBenchmark;
import dev.rudp.benchmarks.space.SpaceBenchmark;
import java.util.List;
import java.util.Optional;

/// All benchmarks of `rudp bench NAME`.
public final class Benchmarks {
    private static final List<Benchmark> ALL =
            List.of(
                    new CipherBenchmark(),
                    new DatagramBenchmark(),
                    new DensityBenchmark(),
                    new PeersBenchmark(),
                    new PhysicsBenchmark(),
                    new ReliableLatencyBenchmark(),
                    new SessionsBenchmark(),
                    new SimdBenchmark(),
                    new SnapshotBenchmark(),
                    new SpaceBenchmark(),
                    new WorkersBenchmark());

    private Benchmarks() {}

    public static List<Benchmark> all() {
        return ALL;
    }

    public static Optional<Benchmark> named(String name) {
        return ALL.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst();
    }
}
