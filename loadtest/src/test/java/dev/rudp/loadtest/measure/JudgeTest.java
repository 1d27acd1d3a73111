package dev.rudp.loadtest.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.loadtest.measure.Figures.Loss;
import dev.rudp.loadtest.measure.Figures.ResourceUse;
import dev.rudp.loadtest.measure.Figures.StateCheck;
import dev.rudp.loadtest.measure.Verdict.Result;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeTest {
    /// One change to a run that passes, and what it must lead to.
    record Case(String name, Consumer<FiguresOf> change, Result result, String reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        return List.of(
                failed("a player is missing", f -> f.load = load(2000, 1999), "players connected"),
                failed("tick too slow", f -> f.server = FiguresOf.server(4, 0, 14), "tick p99"),
                failed("a tick skipped", f -> f.server = FiguresOf.server(3, 1, 14), "skipped"),
                failed("snapshots old", f -> f.server = FiguresOf.server(3, 0, 18), "age p99"),
                failed("RTT mean", f -> f.rttMs = rtt(50, 55), "RTT mean is 50 ms"),
                failed("RTT tail", f -> f.rttMs = rtt(20, 30), "RTT p99 is 30 ms"),
                failed("loss", f -> f.loss = new Loss(1000, 1, 1000, 1, 0, 0), "lost is 0.10 %"),
                failed("CPU", f -> f.resources = use(0.551, 400), "server CPU"),
                failed("memory", f -> f.resources = use(0.5, 1024), "RSS"),
                failed("wrong state", f -> f.states = new StateCheck(100, 9, 1), "differed is 1"),
                failed("nothing checked", f -> f.states = new StateCheck(0, 0, 0), "compared"),
                failed("server sends less", f -> f.load = starved(), "datagrams out"),
                invalid("bots late", f -> f.load = load(60, 1, 8.1), "fell behind"),
                invalid("bots never on time", f -> f.load = load(60, 1, Double.NaN), "fell behind"),
                invalid("bots offer less", f -> f.load = load(60, 0.985, 1), "only 98.50 %"),
                invalid("cut short", f -> f.load = load(31.5, 1, 1), "31.5 of 60"),
                invalid("bots deaf", f -> f.loss = new Loss(9, 0, 9, 9, 2, 0), "own socket"),
                invalid("no CPU", f -> f.resources = use(Double.NaN, 1), "not be measured"),
                invalid("no RTT", f -> f.rttMs = Percentiles.NONE, "RTT mean could not"),
                invalid("no loss", f -> f.loss = new Loss(0, 0, 0, 0, 0, 0), "lost could not"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void oneFigureDecides(Case aCase) {
        FiguresOf run = new FiguresOf();
        aCase.change().accept(run);
        Verdict verdict = Judge.judge(run.figures(), TargetSet.SPREAD);
        assertEquals(aCase.result(), verdict.result(), () -> "reasons: " + verdict.reasons());
        assertTrue(
                verdict.reasons().stream().anyMatch(reason -> reason.contains(aCase.reason())),
                () -> "reasons: " + verdict.reasons());
    }

    @Test
    void passesWhenEveryTargetIsKept() {
        Verdict verdict = Judge.judge(new FiguresOf().figures(), TargetSet.SPREAD);
        assertEquals(Result.PASSED, verdict.result());
        assertEquals(List.of(), verdict.reasons());
        assertTrue(verdict.targets().stream().allMatch(Target::kept));
    }

    @Test
    void invalidOutranksFailed() {
        FiguresOf run = new FiguresOf();
        run.load = load(60, 1, 30);
        run.rttMs = rtt(80, 200);
        Verdict verdict = Judge.judge(run.figures(), TargetSet.SPREAD);
        assertEquals(Result.INVALID, verdict.result());
        assertEquals(1, verdict.reasons().size(), () -> verdict.reasons().toString());
    }

    @Test
    void nobodyConnectedIsAFailureOfTheServerNotOfTheMeasurement() {
        FiguresOf run = new FiguresOf();
        run.load = FiguresOf.load(2000, 0, 60, 1, Double.NaN);
        run.rttMs = Percentiles.NONE;
        assertEquals(Result.FAILED, Judge.judge(run.figures(), TargetSet.SPREAD).result());
    }

    @Test
    void lossCountsBothDirections() {
        assertEquals(0.0004, new Loss(5000, 1, 5000, 3, 0, 0).ratio(), 1e-12);
    }

    private static Case failed(String name, Consumer<FiguresOf> change, String reason) {
        return new Case(name, change, Result.FAILED, reason);
    }

    private static Case invalid(String name, Consumer<FiguresOf> change, String reason) {
        return new Case(name, change, Result.INVALID, reason);
    }

    private static Figures.Load load(int players, int connected) {
        return FiguresOf.load(players, connected, 60, 1, 1);
    }

    private static Figures.Load load(double seconds, double offered, double latenessMsP99) {
        return FiguresOf.load(2000, 2000, seconds, offered, latenessMsP99);
    }

    private static Figures.Load starved() {
        Figures.Load full = load(2000, 2000);
        return new Figures.Load(
                2000,
                2000,
                60,
                60,
                60,
                full.sentPerSecond(),
                full.receivedPerSecond() * 0.98,
                full.bytesSentPerSecond(),
                full.bytesReceivedPerSecond(),
                1,
                full.latenessMs());
    }

    private static Percentiles rtt(double mean, double p99) {
        return new Percentiles(mean, mean, mean, p99, p99, p99, 1000);
    }

    private static ResourceUse use(double serverCpuRatio, double rssMb) {
        return new ResourceUse(serverCpuRatio, 0.4, 0, rssMb, 100, 200);
    }
}
