package dev.rudp.loadtest.measure;

/// One second of a load test, for progress and plots.
///
/// @param index seconds since the bots began to connect, from 0
/// @param measured false during warm-up
/// @param serverCpuRatio of the machine, as botsCpuRatio and otherCpuRatio; NaN when unknown
public record Second(
        int index,
        boolean measured,
        int connected,
        double sentPerSecond,
        double receivedPerSecond,
        Percentiles rttMs,
        Percentiles latenessMs,
        double tickMsP50,
        double tickMsP99,
        double snapshotAgeMsP50,
        double snapshotAgeMsP99,
        double serverCpuRatio,
        double botsCpuRatio,
        double otherCpuRatio,
        double serverRssMb) {}
