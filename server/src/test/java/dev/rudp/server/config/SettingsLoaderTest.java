package dev.rudp.server.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsLoaderTest {
    @TempDir Path directory;

    @Test
    void withoutAnySourceEverythingIsDefault() throws SettingsException {
        LoadedSettings loaded = load(Map.of());

        assertEquals(60, loaded.settings().world().tickHz());
        assertEquals(2_500, loaded.settings().session().maxPlayers());
        assertEquals(Map.of(), loaded.origins());
    }

    @Test
    void laterSourcesWin() throws Exception {
        write("world:\n  tick-hz: 20\n  seed: 20\n  capacity-entities: 3000\n");

        ServerSettings settings =
                load(
                                Map.of(
                                        "RUDP_WORLD_SEED",
                                        "30",
                                        "RUDP_WORLD_CAPACITY_ENTITIES",
                                        "3100"),
                                SettingsFlag.set("world.capacity-entities=3200"))
                        .settings();

        assertEquals(20, settings.world().tickHz());
        assertEquals(30, settings.world().seed());
        assertEquals(3_200, settings.world().capacityEntities());
    }

    @Test
    void readsEveryTypeFromYaml() throws Exception {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 7);
        write(
                """
                # a comment
                http: {port: 0, remote-reset: true}
                udp:
                  bind-host: 0.0.0.0
                  public-addresses: ["203.0.113.7:40001", "[2001:db8::1]:40001", game.example]
                  receive-buffer-bytes: 1_048_576
                  driver: nio
                snapshot.view-radius-metres: 37.5
                connect:
                  private-key: %s
                """
                        .formatted(Base64.getEncoder().encodeToString(key)));

        ServerSettings settings = load(Map.of()).settings();

        assertEquals(0, settings.http().port());
        assertTrue(settings.http().remoteReset());
        assertEquals(DriverChoice.NIO, settings.udp().driver());
        assertEquals(1_048_576, settings.udp().receiveBufferBytes());
        assertEquals(37.5, settings.snapshot().viewRadiusMetres());
        assertArrayEquals(key, settings.connect().privateKey().bytes());
        assertEquals(
                List.of(
                        new HostPort("203.0.113.7", 40_001),
                        new HostPort("2001:db8::1", 40_001),
                        new HostPort("game.example", 0)),
                settings.udp().publicAddresses());
    }

    @Test
    void listsCanBeWrittenWithCommasOutsideYaml() throws SettingsException {
        ServerSettings settings =
                load(Map.of("RUDP_UDP_PUBLIC_ADDRESSES", "a.example:1, b.example:2")).settings();

        assertEquals(
                List.of(new HostPort("a.example", 1), new HostPort("b.example", 2)),
                settings.udp().publicAddresses());
    }

    @Test
    void reportsAllProblemsAtOnceWithWhereTheyStand() throws IOException {
        write("world:\n  tick-hz: 900\n  tickhz: 60\nhttp:\n  port: eighty\n  bind-host:\n");

        SettingsException refused =
                assertThrows(
                        SettingsException.class,
                        () ->
                                load(
                                        Map.of("RUDP_SESSION_MAX_PLAYER", "1"),
                                        SettingsFlag.set("udp.driver=windows")));

        String file = directory.resolve("rudp.yaml").toString();
        assertEquals(
                List.of(
                        file
                                + ":6: http.bind-host: found nothing after the colon, expected a value",
                        file
                                + ":2: world.tick-hz: found `900`, expected a whole number in [1, 240]",
                        file + ":3: world.tickhz: no such setting; did you mean world.tick-hz?",
                        file
                                + ":5: http.port: found `eighty`, expected a whole number in [0, 65535]",
                        "env RUDP_SESSION_MAX_PLAYER: no such setting;"
                                + " did you mean RUDP_SESSION_MAX_PLAYERS?",
                        "--set: udp.driver: found `windows`, expected one of auto, linux, nio"),
                List.of(String.valueOf(refused.getMessage()).split("\n")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'world: [1, 2'|not valid YAML",
                "'- a'|expected settings as `key: value`",
                "'just text'|expected settings as `key: value`",
                "'world: {tick-hz: 30, tick-hz: 40}'|not valid YAML",
                "'world: {tick-hz: [30]}'|",
                "'world: {tick-hz: [30, 40]}'|found a list",
                "'udp: {public-addresses: [[a]]}'|found a list of lists",
                "'http: {remote-reset: yes}'|expected true or false",
                "'world: {seed: 99999999999999999999}'|expected a whole number",
                "'udp: {bind-host: 0.0.0.0}'|needs udp.public-addresses",
                "'session: {max-players: 5000}'|> world.capacity-entities=4096",
                "'connect: {private-key: c2hvcnQ=}'|expected base64 of 32 bytes",
                "'udp: {public-addresses: [\"a:b\"]}'|expected a list of host or host:port",
            })
    void saysWhatIsWrongWithAFile(String yaml, String expected) throws IOException {
        write(yaml);
        if (expected == null) {
            assertEquals(30, assertLoads().world().tickHz());
            return;
        }

        SettingsException refused = assertThrows(SettingsException.class, () -> load(Map.of()));

        assertTrue(String.valueOf(refused.getMessage()).contains(expected), refused.getMessage());
    }

    @Test
    void aNamedFileMustBeThere() {
        SettingsException refused =
                assertThrows(
                        SettingsException.class,
                        () ->
                                SettingsLoader.load(
                                        Path.of("no-such.yaml"), directory, Map.of(), List.of()));

        assertEquals("no-such.yaml: there is no such file", refused.getMessage());
    }

    @Test
    void leavesOthersVariablesAlone() throws SettingsException {
        LoadedSettings loaded =
                load(Map.of("RUDP_JAVA_HOME", "/jdk", "RUDP_JAVA_OPTS", "-Xmx1g", "PATH", "/bin"));

        assertEquals(Map.of(), loaded.origins());
    }

    @Test
    void neverShowsASecret() throws Exception {
        String key = Base64.getEncoder().encodeToString(new byte[40]);
        LoadedSettings loaded = load(Map.of("RUDP_IDENTITY_JWT_KEY", key));
        SettingsException refused =
                assertThrows(
                        SettingsException.class,
                        () -> load(Map.of("RUDP_CONNECT_PRIVATE_KEY", key)));

        assertFalse(String.join("\n", loaded.describe()).contains(key));
        assertFalse(loaded.settings().toString().contains(key));
        assertFalse(String.valueOf(refused.getMessage()).contains(key));
    }

    @Test
    void describesEverySettingWithItsOrigin() throws SettingsException {
        List<String> lines = load(Map.of("RUDP_WORLD_TICK_HZ", "30")).describe();

        assertEquals(SettingKey.all().size(), lines.size());
        assertTrue(lines.contains("world.tick-hz=30 (env RUDP_WORLD_TICK_HZ)"), lines::toString);
        assertTrue(lines.contains("udp.driver=auto (default)"), lines::toString);
        assertTrue(lines.contains("identity.jwt-key=*** (default)"), lines::toString);
    }

    @Test
    void recordsRefuseWhatTheLoaderWouldRefuse() {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class, () -> new WorldSettings(900, "", 10, 1, 0));

        assertEquals("world.tick-hz=900 not in [1, 240]", refused.getMessage());
    }

    private ServerSettings assertLoads() {
        try {
            return load(Map.of()).settings();
        } catch (SettingsException refused) {
            throw new AssertionError(refused);
        }
    }

    private LoadedSettings load(Map<String, String> environment, SettingsFlag... flags)
            throws SettingsException {
        return SettingsLoader.load(null, directory, environment, List.of(flags));
    }

    private void write(String yaml) throws IOException {
        Files.writeString(directory.resolve("rudp.yaml"), yaml);
    }
}
