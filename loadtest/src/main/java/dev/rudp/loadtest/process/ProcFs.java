package dev.rudp.loadtest.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// The few lines of Linux's `/proc` that a load test reads (proc(5)). The parsers are pure; a text
/// they do not understand gives NaN or -1, never an exception: these files are not ours.
final class ProcFs {
    /// `/proc` counts CPU time in hundredths of a second (USER_HZ) on every architecture that we
    /// run on.
    private static final double TICKS_PER_SECOND = 100;

    private static final double KIB_PER_MIB = 1024;
    private static final Pattern SPACES = Pattern.compile(" +");

    private ProcFs() {}

    /// {@return the lines of `path`; none when it cannot be read}
    static List<String> lines(Path path) {
        try {
            return Files.readAllLines(path);
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /// Reads `/proc/PID/stat`: fields 14 and 15 are user and system time. The second field is the
    /// program's name in parentheses, which may itself hold spaces and parentheses.
    ///
    /// @return seconds of user and system time; NaN when not understood
    static double cpuSeconds(List<String> stat) {
        if (stat.isEmpty()) {
            return Double.NaN;
        }
        String line = stat.getFirst();
        String[] fields = columns(line.substring(line.lastIndexOf(')') + 1).strip());
        // fields[0] is field 3 of the file.
        if (fields.length < 13) {
            return Double.NaN;
        }
        return (number(fields[11]) + number(fields[12])) / TICKS_PER_SECOND;
    }

    /// Reads `/proc/PID/status`.
    ///
    /// @return the resident set in MiB; NaN when not understood
    static double rssMb(List<String> status) {
        for (String line : status) {
            if (line.startsWith("VmRSS:")) {
                return number(line.substring(6).replace("kB", "").strip()) / KIB_PER_MIB;
            }
        }
        return Double.NaN;
    }

    /// Reads the first line of `/proc/stat`: user nice system idle iowait irq softirq steal (guest
    /// time is part of user already).
    ///
    /// @return seconds that all cores together were busy since boot; NaN when not understood
    static double machineBusySeconds(List<String> stat) {
        if (stat.isEmpty() || !stat.getFirst().startsWith("cpu ")) {
            return Double.NaN;
        }
        String[] fields = columns(stat.getFirst());
        if (fields.length < 8) {
            return Double.NaN;
        }
        // fields: 0 "cpu", 1 user, 2 nice, 3 system, 4 idle, 5 iowait, 6 irq, 7 softirq. Stolen
        // time
        // is left out: nobody on this machine used it.
        double ticks =
                number(fields[1])
                        + number(fields[2])
                        + number(fields[3])
                        + number(fields[6])
                        + number(fields[7]);
        return ticks / TICKS_PER_SECOND;
    }

    /// Reads `/proc/net/udp` or `udp6`: the second column is `ADDRESS:PORT` in hexadecimal, the
    /// last one the datagrams that the kernel dropped: refused by a filter, or come to a full
    /// buffer.
    ///
    /// @return drops of all sockets bound to `port`; -1 when there is none
    static long socketDrops(List<String> udp, int port) {
        String suffix = String.format(":%04X", port);
        long drops = -1;
        for (String line : udp) {
            String[] fields = columns(line.strip());
            if (fields.length > 12 && fields[1].endsWith(suffix)) {
                drops = Math.max(0, drops) + (long) number(fields[fields.length - 1]);
            }
        }
        return drops;
    }

    /// Reads `/proc/net/snmp`, where names and numbers stand in two lines that begin with `Udp:`.
    ///
    /// @return datagrams that found a receive buffer full, of all sockets; -1 when not understood
    static long fullBufferDrops(List<String> snmp) {
        List<String> udp = snmp.stream().filter(line -> line.startsWith("Udp:")).toList();
        if (udp.size() != 2) {
            return -1;
        }
        int at = List.of(columns(udp.getFirst())).indexOf("RcvbufErrors");
        String[] numbers = columns(udp.getLast());
        return at < 0 || at >= numbers.length ? -1 : (long) number(numbers[at]);
    }

    private static String[] columns(String line) {
        return SPACES.split(line, -1);
    }

    private static double number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }
}
