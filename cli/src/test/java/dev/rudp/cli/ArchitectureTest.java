package dev.rudp.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.rudp.transport.datagram.PeerAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The walls of docs/architecture.md: who may use whom, and where no sockets, clocks or threads
/// are.
class ArchitectureTest {
    /// Lowest first. A module uses lower ones only; `client` and `server` stand side by side.
    private static final List<String> MODULES =
            List.of(
                    "transport",
                    "engine",
                    "game",
                    "client",
                    "server",
                    "loadtest",
                    "benchmarks",
                    "cli");

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.rudp");

    /// Bytes and time go in, bytes and events come out.
    private static final DescribedPredicate<JavaClass> CORE =
            resideInAnyPackage("dev.rudp.transport..", "dev.rudp.engine..", "dev.rudp.game..")
                    .and(not(resideInAnyPackage("dev.rudp.transport.udp..")))
                    .as("the sans-IO core");

    @Test
    void allModulesAreLookedAt() {
        for (String module : MODULES) {
            assertTrue(
                    CLASSES.stream().anyMatch(type -> type.getPackageName().startsWith(of(module))),
                    "no classes of " + module);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"transport", "engine", "game", "client", "server", "loadtest", "benchmarks"})
    void modulesUseOnlyLowerOnes(String module) {
        String[] higher =
                MODULES.stream()
                        .skip(MODULES.indexOf(module) + 1L)
                        .map(name -> of(name) + "..")
                        .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(of(module) + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(higher)
                .check(CLASSES);
    }

    @Test
    void theServerDoesNotKnowTheClient() {
        noClasses()
                .that()
                .resideInAPackage("dev.rudp.server..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.rudp.client..")
                .check(CLASSES);
    }

    /// But benchmarks that compare protocols in simulation do so in its virtual network. A judge
    /// that shares code with the judged would share its mistakes.
    @Test
    void theSecondImplementationKnowsNothingOfTheFirst() {
        noClasses()
                .that()
                .resideInAPackage("dev.rudp.loadtest.spec..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.rudp.transport..", "dev.rudp.server..", "dev.rudp.client..")
                .check(CLASSES);
    }

    @Test
    void programsDoNotDependOnTheTestkit() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.rudp.testkit..", "dev.rudp.benchmarks.reliable..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.rudp.testkit..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.rudp.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theCoreHasNoSocketsThreadsClocksOrLogs() {
        noClasses()
                .that(CORE.and(not(belongToAnyOf(PeerAddress.class))))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                        "java.net..",
                                        "java.nio.channels..",
                                        "java.util.concurrent",
                                        "java.util.concurrent.locks..",
                                        "org.slf4j..",
                                        "java.util.logging..")
                                .or(belongToAnyOf(Thread.class, java.time.Clock.class))
                                .or(belongToAnyOf(java.time.InstantSource.class)))
                .check(CLASSES);
    }

    @Test
    void theCoreAsksNobodyForTimeOrChance() {
        noClasses()
                .that(CORE)
                .should()
                .callMethodWhere(
                        calls(System.class, "nanoTime", "currentTimeMillis", "exit")
                                .or(calls(Math.class, "random"))
                                .or(calls(java.time.Instant.class, "now")))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.util\\.(Random|UUID|concurrent\\.ThreadLocalRandom)"
                                + "|java\\.security\\.SecureRandom")
                .check(CLASSES);
    }

    /// These may differ in the last bit between machines and compilers; [StrictMath] does not.
    @Test
    void theSimulationCalculatesTheSameEverywhere() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.rudp.engine..", "dev.rudp.game..")
                .should()
                .callMethodWhere(
                        calls(
                                Math.class,
                                "sin",
                                "cos",
                                "tan",
                                "asin",
                                "acos",
                                "atan",
                                "atan2",
                                "exp",
                                "expm1",
                                "log",
                                "log10",
                                "log1p",
                                "pow",
                                "sinh",
                                "cosh",
                                "tanh",
                                "cbrt",
                                "hypot"))
                .check(CLASSES);
    }

    @Test
    void theTickDoesNotKnowHttp() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.rudp.server.session..", "dev.rudp.server.world..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.rudp.server.http..",
                        "dev.rudp.server.dashboard..",
                        "dev.rudp.server.app..",
                        "io.javalin..",
                        "tools.jackson..")
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaMethodCall> calls(Class<?> owner, String... names) {
        Set<String> wanted = Set.of(names);
        return DescribedPredicate.describe(
                "calls " + owner.getSimpleName() + "." + Arrays.toString(names),
                call ->
                        call.getTargetOwner().isEquivalentTo(owner)
                                && wanted.contains(call.getName()));
    }

    private static String of(String module) {
        return "dev.rudp." + module;
    }
}
