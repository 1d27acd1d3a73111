package dev.rudp.loadtest.process;

import java.nio.file.Path;

/// The machine as a whole.
public final class Machine {
    private static final Path PROC = Path.of("/proc");

    private Machine() {}

    /// {@return cores that this process may use: what 1.0 means in every CPU ratio}
    public static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /// {@return operating system, version and architecture, such as `Linux 6.1 amd64`}
    public static String kernel() {
        return System.getProperty("os.name")
                + " "
                + System.getProperty("os.version")
                + " "
                + System.getProperty("os.arch");
    }

    /// {@return seconds that all cores together were busy since boot; NaN when unknown}
    public static double busySeconds() {
        return ProcFs.machineBusySeconds(ProcFs.lines(PROC.resolve("stat")));
    }

    /// {@return datagrams that the kernel has dropped at sockets bound to UDP `port`: because
    /// nobody read them in time, or because the socket's filter refused them; -1 when unknown}
    public static long socketDrops(int port) {
        long v4 = ProcFs.socketDrops(ProcFs.lines(PROC.resolve("net/udp")), port);
        long v6 = ProcFs.socketDrops(ProcFs.lines(PROC.resolve("net/udp6")), port);
        if (v4 < 0 && v6 < 0) {
            return -1;
        }
        return Math.max(0, v4) + Math.max(0, v6);
    }

    /// {@return datagrams that any socket of the machine has lost because nobody read them in time;
    /// -1 when unknown}
    public static long fullBufferDrops() {
        return ProcFs.fullBufferDrops(ProcFs.lines(PROC.resolve("net/snmp")));
    }
}
