package dev.rudp.server.monitor;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// All meters of one server: one [WorldMeters] and a [ShardMeters] per shard, each handed to the
/// loop that owns it. Read through [MeterWindows].
public final class ServerMeters {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final WorldMeters world;
    private final List<ShardMeters> shards;
    private volatile String udpDriver = "";
    private volatile String cipher = "";
    private final List<Supplier<Map<String, Long>>> dropSources = new CopyOnWriteArrayList<>();

    /// @param tickHz the world's rate, for counting overruns
    /// @param shardCount 1 or more
    public ServerMeters(int tickHz, int shardCount) {
        if (tickHz < 1) {
            throw new IllegalArgumentException("tickHz=" + tickHz + " not in [1, ...]");
        }
        if (shardCount < 1) {
            throw new IllegalArgumentException("shardCount=" + shardCount + " not in [1, ...]");
        }
        world = new WorldMeters(NANOS_PER_SECOND / tickHz);
        shards = IntStream.range(0, shardCount).mapToObj(ShardMeters::new).toList();
    }

    public WorldMeters world() {
        return world;
    }

    public ShardMeters shard(int index) {
        return shards.get(index);
    }

    /// Names what the server runs on, so that figures can be compared.
    public void runsOn(String udpDriverName, String cipherName) {
        udpDriver = udpDriverName;
        cipher = cipherName;
    }

    /// Adds a source of counts of dropped things by reason, since the start. It is called from
    /// reading threads; equal reasons of several sources add up.
    public void addDrops(Supplier<Map<String, Long>> countsByReason) {
        dropSources.add(countsByReason);
    }

    String udpDriver() {
        return udpDriver;
    }

    String cipher() {
        return cipher;
    }

    /// {@return players in the world or on their way into it, as the shards last counted}
    public long sessionCount() {
        long count = 0;
        for (ShardMeters shard : shards) {
            count += shard.connecting() + shard.connected();
        }
        return count;
    }

    List<ShardMeters> shards() {
        return shards;
    }

    Map<String, Long> drops() {
        Map<String, Long> sum = new TreeMap<>();
        for (Supplier<Map<String, Long>> source : dropSources) {
            source.get().forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        }
        return sum;
    }

    List<ThreadMeter> threads() {
        return IntStream.rangeClosed(0, shards.size())
                .mapToObj(i -> i == 0 ? world.thread() : shards.get(i - 1).thread())
                .toList();
    }
}
