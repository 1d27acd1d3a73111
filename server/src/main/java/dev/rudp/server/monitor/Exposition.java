package dev.rudp.server.monitor;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/// The text of `GET /metrics`: Prometheus exposition format 0.0.4. Everything is read when it is
/// scraped. Times become real Prometheus histograms, so that quantiles of several servers can be
/// taken together. Names: docs/metrics.md.
public final class Exposition implements AutoCloseable {
    private static final double NANOS_PER_SECOND = 1e9;

    /// Upper bounds in seconds. Dense around the promises: 8 ms tick, 20 ms age, 50 ms RTT.
    private static final double[] BOUNDS = {
        0.000_25, 0.000_5, 0.001, 0.002, 0.004, 0.006, 0.008, 0.010, 0.013, 0.016_67, 0.020, 0.030,
        0.050, 0.075, 0.1, 0.2, 0.5, 1
    };

    private final MeterWindows windows;
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    public Exposition(MeterWindows windows) {
        this.windows = windows;
        counters();
        gauges();
        histogram("rudp_tick_seconds", "Work of the world thread on one tick", windows::tickTotal);
        histogram(
                "rudp_snapshot_age_seconds",
                "From a tick's scheduled instant to the hand-over of a snapshot to the kernel",
                windows::snapshotAgeTotal);
        histogram("rudp_rtt_seconds", "Round-trip times of sessions, sampled", windows::rttTotal);
        collector(this::drops);
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
    }

    public static String contentType() {
        return "text/plain; version=0.0.4; charset=utf-8";
    }

    public String scrape() {
        return registry.scrape(contentType());
    }

    @Override
    public void close() {
        registry.close();
    }

    private void counters() {
        counter("rudp.ticks", "Ticks of the world", Totals::ticks);
        counter("rudp.ticks.skipped", "Ticks dropped because too late", Totals::ticksSkipped);
        counter("rudp.ticks.overrun", "Ticks longer than their period", Totals::ticksOverrun);
        counter(
                "rudp.inputs.starved",
                "Inputs that were late for their tick",
                Totals::inputsStarved);
        counter("rudp.datagrams.in", "Datagrams received", Totals::datagramsIn);
        counter("rudp.datagrams.out", "Datagrams sent", Totals::datagramsOut);
        counter("rudp.bytes.in", "UDP payload bytes received", Totals::bytesIn);
        counter("rudp.bytes.out", "UDP payload bytes sent", Totals::bytesOut);
        counter(
                "rudp.loop.allocated.bytes",
                "Bytes allocated by the world and shard threads",
                Totals::allocatedBytes);
        counter("rudp.gc.pauses", "Pauses of the garbage collector", Totals::gcPauses);
        counter(
                "rudp.gc.pause.seconds",
                "Time in pauses of the garbage collector",
                totals -> totals.gcPauseMs() / 1e3);
        counter(
                "rudp.cpu.seconds",
                "CPU time of the process",
                totals -> totals.cpuNs() / NANOS_PER_SECOND);
        counter("rudp.snapshot.bytes", "Bytes of snapshots", Totals::snapshotBytes);
        counter("rudp.entity.updates", "Entities told of in snapshots", Totals::entityUpdates);
        counter(
                "rudp.entities.waited",
                "How often an entity had to wait for room",
                Totals::entitiesWaited);
        shardCounter(
                "rudp.migrations",
                "Sessions that followed their client to another address",
                ShardMeters::migrations);
        shardCounter(
                "rudp.path.probes",
                "Addresses asked to prove that a session's client is there",
                ShardMeters::pathProbes);
        shardCounter(
                "rudp.datagrams.forwarded",
                "Datagrams handed to the shard that has their session",
                ShardMeters::forwarded);
        for (ThreadMeter thread : windows.meters().threads()) {
            FunctionCounter.builder(
                            "rudp.thread.cpu.seconds",
                            thread,
                            meter -> meter.cpuNs() / NANOS_PER_SECOND)
                    .description("CPU time of one loop")
                    .tag("thread", thread.name())
                    .register(registry);
        }
    }

    private void gauges() {
        gauge("connecting", meters -> Totals.sum(meters.shards(), ShardMeters::connecting));
        gauge("connected", meters -> Totals.sum(meters.shards(), ShardMeters::connected));
        Gauge.builder("rudp.entities", windows.meters(), meters -> meters.world().entityCount())
                .description("Live entities")
                .register(registry);
        Gauge.builder("rudp.process.resident.bytes", ProcessFigures::rssBytes)
                .description("Resident memory of the process, -1 when unknown")
                .register(registry);
    }

    private void counter(String name, String about, ToDoubleFunction<Totals> figure) {
        FunctionCounter.builder(name, windows, source -> figure.applyAsDouble(source.totals()))
                .description(about)
                .register(registry);
    }

    private void shardCounter(String name, String about, ToLongFunction<ShardMeters> figure) {
        FunctionCounter.builder(
                        name, windows.meters(), meters -> Totals.sum(meters.shards(), figure))
                .description(about)
                .register(registry);
    }

    private void gauge(String state, ToDoubleFunction<ServerMeters> figure) {
        Gauge.builder("rudp.sessions", windows.meters(), figure)
                .description("Sessions by state")
                .tag("state", state)
                .register(registry);
    }

    private void histogram(String name, String about, Supplier<Histogram> source) {
        collector(() -> snapshot(name, about, source.get()));
    }

    private void collector(Collector collector) {
        registry.getPrometheusRegistry().register(collector);
    }

    private MetricSnapshot drops() {
        CounterSnapshot.Builder snapshot =
                CounterSnapshot.builder().name("rudp_drops").help("What was dropped, by reason");
        Function<String, Labels> label = reason -> Labels.of("reason", reason);
        windows.meters()
                .drops()
                .forEach((reason, count) ->
                        snapshot.dataPoint(
                                CounterSnapshot.CounterDataPointSnapshot.builder()
                                        .labels(label.apply(reason))
                                        .value(count)
                                        .build()));
        return snapshot.build();
    }

    private static MetricSnapshot snapshot(String name, String about, Histogram times) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        long below = 0;
        for (double bound : BOUNDS) {
            long upTo = times.getCountBetweenValues(0, (long) (bound * NANOS_PER_SECOND));
            buckets.bucket(bound, upTo - below);
            below = upTo;
        }
        buckets.bucket(Double.POSITIVE_INFINITY, times.getTotalCount() - below);
        double sumSeconds = times.getMean() * times.getTotalCount() / NANOS_PER_SECOND;
        return HistogramSnapshot.builder()
                .name(name)
                .help(about)
                .dataPoint(
                        HistogramSnapshot.HistogramDataPointSnapshot.builder()
                                .classicHistogramBuckets(buckets.build())
                                .sum(sumSeconds)
                                .build())
                .build();
    }
}
