package dev.rudp.transport.udp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/// The system calls of a UDP socket, through libc, as on 64-bit Linux. Each takes the segment into
/// which `errno` is saved, since the JVM may overwrite it before we look, and returns what libc
/// returns: below zero is a failure. Pointers are passed as numbers: nothing is allocated, and what
/// they point to is kept alive by the caller.
///
/// All are ordinary calls, during which the garbage collector may run: a full batch keeps the
/// kernel busy for over a hundred microseconds, far too long for a critical call, and the change of
/// thread state (some 10 ns) is shared by the whole batch.
@SuppressWarnings("restricted")
final class LinuxCalls {
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int SOCK_DGRAM = 2;
    static final int SOCK_NONBLOCK = 0x800;
    static final int SOCK_CLOEXEC = 0x80000;
    static final int SOL_SOCKET = 1;
    static final int SO_SNDBUF = 7;
    static final int SO_RCVBUF = 8;
    static final int SO_REUSEPORT = 15;
    static final int SO_ATTACH_FILTER = 26;
    static final int SO_MEMINFO = 55;
    static final int IPPROTO_IP = 0;
    static final int IP_PKTINFO = 8;
    static final int IP_MTU_DISCOVER = 10;
    static final int IP_PMTUDISC_PROBE = 3;
    static final int IPPROTO_IPV6 = 41;
    static final int IPV6_V6ONLY = 26;
    static final int IPV6_RECVPKTINFO = 49;
    static final int IPV6_PKTINFO = 50;
    static final short POLLIN = 1;
    static final int MSG_DONTWAIT = 0x40;

    static final int EINTR = 4;
    static final int EBADF = 9;
    static final int EAGAIN = 11;
    static final int EFAULT = 14;
    static final int ENOTSOCK = 88;
    static final int EADDRINUSE = 98;
    static final int EADDRNOTAVAIL = 99;
    static final int ENOBUFS = 105;
    static final int EACCES = 13;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CAPTURE_LAYOUT = Linker.Option.captureStateLayout();
    private static final long ERRNO_OFFSET =
            CAPTURE_LAYOUT.byteOffset(PathElement.groupElement("errno"));

    /// Bytes that the saved `errno` needs.
    static final long CAPTURE_BYTES = CAPTURE_LAYOUT.byteSize();

    private static final MethodHandle SOCKET =
            bind("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle BIND =
            bind("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT));
    private static final MethodHandle GETSOCKNAME =
            bind("getsockname", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle SETSOCKOPT =
            bind(
                    "setsockopt",
                    FunctionDescriptor.of(
                            JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT));
    private static final MethodHandle GETSOCKOPT =
            bind(
                    "getsockopt",
                    FunctionDescriptor.of(
                            JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle CLOSE =
            bind("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle RECVMMSG =
            bind(
                    "recvmmsg",
                    FunctionDescriptor.of(
                            JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle SENDMMSG =
            bind(
                    "sendmmsg",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT));
    private static final MethodHandle PPOLL =
            bind(
                    "ppoll",
                    FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

    private LinuxCalls() {}

    private static MethodHandle bind(String function, FunctionDescriptor type) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(function),
                type,
                Linker.Option.captureCallState("errno"));
    }

    /// {@return why the last call that failed did}
    static int errno(MemorySegment capture) {
        return capture.get(JAVA_INT, ERRNO_OFFSET);
    }

    static int socket(MemorySegment capture, int family) {
        int type = SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
        try {
            return (int) SOCKET.invokeExact(capture, family, type, 0);
        } catch (Throwable unexpected) {
            throw failed("socket", unexpected);
        }
    }

    static int bind(MemorySegment capture, int fd, long name, int nameBytes) {
        try {
            return (int) BIND.invokeExact(capture, fd, name, nameBytes);
        } catch (Throwable unexpected) {
            throw failed("bind", unexpected);
        }
    }

    static int getsockname(MemorySegment capture, int fd, long name, long nameBytes) {
        try {
            return (int) GETSOCKNAME.invokeExact(capture, fd, name, nameBytes);
        } catch (Throwable unexpected) {
            throw failed("getsockname", unexpected);
        }
    }

    static int setsockopt(
            MemorySegment capture, int fd, int level, int option, long value, int valueBytes) {
        try {
            return (int) SETSOCKOPT.invokeExact(capture, fd, level, option, value, valueBytes);
        } catch (Throwable unexpected) {
            throw failed("setsockopt", unexpected);
        }
    }

    /// @param valueBytes where the room for the value stands, and afterwards its length
    static int getsockopt(
            MemorySegment capture, int fd, int level, int option, long value, long valueBytes) {
        try {
            return (int) GETSOCKOPT.invokeExact(capture, fd, level, option, value, valueBytes);
        } catch (Throwable unexpected) {
            throw failed("getsockopt", unexpected);
        }
    }

    static int close(MemorySegment capture, int fd) {
        try {
            return (int) CLOSE.invokeExact(capture, fd);
        } catch (Throwable unexpected) {
            throw failed("close", unexpected);
        }
    }

    /// {@return the number of messages received, without waiting}
    static int recvmmsg(MemorySegment capture, int fd, long messages, int count) {
        try {
            return (int) RECVMMSG.invokeExact(capture, fd, messages, count, MSG_DONTWAIT, 0L);
        } catch (Throwable unexpected) {
            throw failed("recvmmsg", unexpected);
        }
    }

    /// {@return the number of messages sent; less than all when one in between failed}
    static int sendmmsg(MemorySegment capture, int fd, long messages, int count) {
        try {
            return (int) SENDMMSG.invokeExact(capture, fd, messages, count, MSG_DONTWAIT);
        } catch (Throwable unexpected) {
            throw failed("sendmmsg", unexpected);
        }
    }

    /// Waits for one descriptor. The only call that blocks.
    static int ppoll(MemorySegment capture, long pollfd, long timespec) {
        try {
            return (int) PPOLL.invokeExact(capture, pollfd, 1L, timespec, 0L);
        } catch (Throwable unexpected) {
            throw failed("ppoll", unexpected);
        }
    }

    private static IllegalStateException failed(String function, Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(function + " failed", thrown);
    }
}
