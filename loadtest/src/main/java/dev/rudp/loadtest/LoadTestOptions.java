package dev.rudp.loadtest;

import dev.rudp.loadtest.bot.SwarmConfig;
import dev.rudp.loadtest.scenario.Scenario;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What to test. Everything wrong is an [IllegalArgumentException] that names the key, the value
/// and what would be right.
///
/// @param players bots, 1..20,000
/// @param seconds of the measuring window, 1..86,400
/// @param warmupSeconds before it, after all have connected, 0..3,600: compilers and buffers need
///   some ten seconds to settle
/// @param plan what the bots do
/// @param attach the HTTP address `host:port` of a server that runs already; null: start one
/// @param json where to write the figures, or null
/// @param html where to write the report, or null
/// @param serverSettings `key=value` each, for a server that is started
/// @param serverJvmFlags for the Java of a server that is started
/// @param seed of all that bots do
public record LoadTestOptions(
        int players,
        int seconds,
        int warmupSeconds,
        Plan plan,
        @Nullable String attach,
        @Nullable Path json,
        @Nullable Path html,
        List<String> serverSettings,
        List<String> serverJvmFlags,
        long seed) {
    /// How a server is run unless told otherwise. The serial collector: the hot path allocates
    /// nothing, so all that a collector could bring here are threads and barriers that cost.
    public static final List<String> SERVER_JVM_FLAGS =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:+UseSerialGC",
                    "-Xms256m",
                    "-Xmx2g");

    private static final int MAX_SECONDS = 86_400;
    private static final int MAX_WARMUP_SECONDS = 3_600;

    public LoadTestOptions {
        serverSettings = List.copyOf(serverSettings);
        serverJvmFlags = List.copyOf(serverJvmFlags);
        check("players", players, 1, SwarmConfig.MAX_BOTS);
        check("seconds", seconds, 1, MAX_SECONDS);
        check("warmup-seconds", warmupSeconds, 0, MAX_WARMUP_SECONDS);
        if (attach != null) {
            httpOf(attach);
            if (!serverSettings.isEmpty()) {
                throw new IllegalArgumentException(
                        "server settings "
                                + serverSettings
                                + " cannot be set with attach="
                                + attach
                                + ": that server runs already");
            }
            if (needsOwnServer(plan, players)) {
                throw new IllegalArgumentException(
                        "scenario="
                                + plan.scenario()
                                + " needs a server of its own: it cannot go with attach="
                                + attach);
            }
        }
        for (String setting : serverSettings) {
            if (setting.indexOf('=') < 1) {
                throw new IllegalArgumentException(
                        "server setting \"" + setting + "\" is not key=value");
            }
        }
    }

    /// {@return 2,000 players for 60 seconds after 15 of warm-up, against a server of its own}
    public static LoadTestOptions defaults() {
        return new LoadTestOptions(
                2000, 60, 15, Plan.walk(), null, null, null, List.of(), SERVER_JVM_FLAGS, 1);
    }

    /// {@return the same with so many players at so many ticks per second, and nothing written}
    LoadTestOptions with(int count, int tickHz) {
        return new LoadTestOptions(
                count,
                seconds,
                warmupSeconds,
                plan.at(tickHz),
                attach,
                null,
                null,
                serverSettings,
                serverJvmFlags,
                seed);
    }

    private static boolean needsOwnServer(Plan plan, int players) {
        Scenario scenario = plan.scenarioFor(players);
        return scenario.field() != null || !scenario.serverSettings(plan.tickHz()).isEmpty();
    }

    /// {@return the flags of [#SERVER_JVM_FLAGS] with `more` added; another collector among them
    /// takes the default one's place}
    public static List<String> jvmFlags(List<String> more) {
        boolean collects = more.stream().anyMatch(flag -> flag.matches("-XX:\\+Use\\w*GC"));
        return Stream.concat(
                        SERVER_JVM_FLAGS.stream().filter(flag -> !collects || !flag.endsWith("GC")),
                        more.stream())
                .toList();
    }

    /// {@return where the server to attach to has its HTTP API, null to start one}
    @Nullable URI attachedHttp() {
        return attach == null ? null : httpOf(attach);
    }

    private static URI httpOf(String address) {
        String text = address.contains("://") ? address : "http://" + address;
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && uri.getPort() > 0 && uri.getPort() <= 0xFFFF) {
                return uri;
            }
        } catch (URISyntaxException notAnAddress) {
            throw new IllegalArgumentException(
                    "attach=" + address + " is not host:port", notAnAddress);
        }
        throw new IllegalArgumentException("attach=" + address + " is not host:port");
    }

    private static void check(String key, int value, int from, int to) {
        if (value < from || value > to) {
            throw new IllegalArgumentException(
                    key + "=" + value + " not in [" + from + ", " + to + "]");
        }
    }
}
