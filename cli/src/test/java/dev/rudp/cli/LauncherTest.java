package dev.rudp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher in a checkout of its own, with a Maven that only notes what it was asked and
/// pretends that the tests named in `reports` ran.
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final String MAVEN =
            """
            #!/bin/sh
            echo "$@" >asked
            mkdir -p testkit/target/surefire-reports
            for test in $REPORTS; do : >"testkit/target/surefire-reports/TEST-$test.xml"; done
            """;

    @TempDir private Path checkout = Path.of("");

    private String output = "";

    @BeforeEach
    void copyTheLauncher() throws IOException {
        Files.copy(Repository.file("rudp"), checkout.resolve("rudp"));
        Path maven = Files.createDirectories(checkout.resolve("bin")).resolve("mvn");
        Files.writeString(maven, MAVEN);
        assertTrue(maven.toFile().setExecutable(true));
    }

    @Test
    void aTestThatNoModuleHasIsAMistake() throws Exception {
        assertEquals(2, rudp("", "test", "-Dtest=Typo"));
        assertEquals("rudp: -Dtest=Typo: no module has a test of that name", output);
    }

    @Test
    void reportsOfAnEarlierRunDoNotCount() throws Exception {
        assertEquals(0, rudp("SeedsTest", "test", "-Dtest=SeedsTest"), output);
        assertEquals(2, rudp("", "test", "-Dtest=SeedTest"), output);
    }

    @Test
    void aTestThatOneModuleHasWillDo() throws Exception {
        assertEquals(0, rudp("SeedsTest", "test", "-q", "-Dtest=SeedsTest"), output);
        assertTrue(asked().contains("verify"), asked());
        assertTrue(asked().endsWith("-q -Dtest=SeedsTest"), asked());
    }

    @Test
    void withoutANameOrWithoutTestsNothingIsMissed() throws Exception {
        assertEquals(0, rudp("", "test"), output);
        assertEquals(0, rudp("", "test", "-DskipTests", "-Dtest=Typo"), output);
    }

    @Test
    void seedsAreRunAsOftenAsAsked() throws Exception {
        assertEquals(0, rudp("ModesSimTest", "seeds", "--runs", "7"), output);
        assertTrue(asked().contains("-Drudp.runs=7 -Dtest=*SimTest,*PropertyTest"), asked());
        assertEquals(2, rudp("", "seeds", "--runs", "many"));
        assertEquals("rudp: usage: ./rudp seeds [--runs N] [--tests NAMES]", output);
    }

    private String asked() throws IOException {
        return Files.readString(checkout.resolve("asked")).strip();
    }

    private int rudp(String reports, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "./rudp"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(checkout.toFile()).redirectErrorStream(true);
        builder.environment().put("RUDP_JAVA_HOME", System.getProperty("java.home"));
        builder.environment()
                .put("PATH", checkout.resolve("bin") + ":" + System.getenv().get("PATH"));
        builder.environment().put("REPORTS", reports);
        Process process = builder.start();
        output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        output = output.strip();
        return process.waitFor();
    }
}
