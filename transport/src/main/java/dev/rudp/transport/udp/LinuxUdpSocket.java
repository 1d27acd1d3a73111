package dev.rudp.transport.udp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.filter.FilterProgram;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.BindException;
import java.net.SocketException;
import java.nio.ByteOrder;
import java.util.Set;

/// The Linux driver: up to 64 datagrams per system call, nothing allocated, a wait that sleeps in
/// the kernel to the nanosecond. IPv4 peers of a socket bound to `::` appear in their IPv4-mapped
/// form. Link-local IPv6 peers cannot be answered: a [PeerAddress] names no interface.
@SuppressWarnings("restricted")
final class LinuxUdpSocket implements UdpSocket {
    /// Where sizes, offsets and constants are those of [MessageVector] and [LinuxCalls].
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "aarch64", "riscv64");

    private static final long NS_PER_SECOND = 1_000_000_000;

    /// `SO_MEMINFO` gives nine numbers; the last is what the socket has dropped.
    private static final int MEMINFO_BYTES = 9 * 4;

    private static final int MEMINFO_DROPS_AT = 8 * 4;

    private final Arena arena;
    private final int fd;
    private final PeerAddress bound;

    /// Whether one socket stands for many local addresses, so that each datagram must tell its own.
    private final boolean wildcard;

    /// The local address of a datagram that does not tell its own, and that need not be told.
    private final PeerAddress ownAddress;

    private final MemorySegment capture;
    private final MemorySegment pollfd;
    private final MemorySegment timespec;
    private final MemorySegment meminfo;
    private long kernelDrops;
    private final MessageVector incoming;
    private final MessageVector outgoing;
    private boolean closed;

    private LinuxUdpSocket(Arena arena, MemorySegment capture, int fd, UdpConfig config)
            throws IOException {
        boolean v6 = !config.bind().isV4();
        this.arena = arena;
        this.capture = capture;
        this.fd = fd;
        this.wildcard = isWildcard(config.bind());
        this.pollfd = arena.allocate(8, 8);
        this.timespec = arena.allocate(16, 8);
        this.meminfo = arena.allocate(MEMINFO_BYTES + 8, 8);
        this.incoming = new MessageVector(arena, v6);
        this.outgoing = new MessageVector(arena, v6);
        pollfd.set(JAVA_INT, 0, fd);
        pollfd.set(JAVA_SHORT, 4, LinuxCalls.POLLIN);
        configure(config, v6);
        if (config.filter() != null) {
            attach(config.filter());
        }
        this.bound = bind(config.bind());
        this.ownAddress = wildcard ? new PeerAddress(0, 0, bound.port()) : bound;
    }

    /// {@return whether this system is one whose memory layouts we know, and lets us call it}
    static boolean isSupported() {
        return System.getProperty("os.name", "").equals("Linux")
                && ARCHITECTURES.contains(System.getProperty("os.arch", ""))
                && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                && ValueLayout.ADDRESS.byteSize() == 8
                && isNativeAccessAllowed();
    }

    private static boolean isNativeAccessAllowed() {
        try {
            MemorySegment.NULL.reinterpret(0);
            return true;
        } catch (IllegalCallerException deniedOnTheCommandLine) {
            return false;
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // the socket owns the arena and closes it
    static LinuxUdpSocket open(UdpConfig config) throws IOException {
        Arena arena = Arena.ofShared();
        MemorySegment capture = arena.allocate(LinuxCalls.CAPTURE_BYTES, 8);
        int family = config.bind().isV4() ? LinuxCalls.AF_INET : LinuxCalls.AF_INET6;
        int fd = LinuxCalls.socket(capture, family);
        if (fd < 0) {
            int errno = LinuxCalls.errno(capture);
            arena.close();
            throw new SocketException("socket for " + config.bind() + ": " + reason(errno));
        }
        try {
            return new LinuxUdpSocket(arena, capture, fd, config);
        } catch (IOException failed) {
            LinuxCalls.close(capture, fd);
            arena.close();
            throw failed;
        }
    }

    @Override
    public int receive(DatagramBatch into, long waitNs) {
        assert !closed && waitNs >= 0;
        into.clear();
        if (receiveNow(into) == 0 && waitNs > 0) {
            waitAndReceive(into, waitNs);
        }
        return into.size();
    }

    @Override
    public int send(DatagramBatch batch) {
        assert !closed;
        int sent = 0;
        int slot = 0;
        int count = batch.size();
        while (slot < count) {
            int loaded = 0;
            while (slot < count && loaded < MessageVector.CAPACITY) {
                if (outgoing.load(loaded, batch, slot++, ownAddress)) {
                    loaded++;
                }
            }
            int handedOver = sendLoaded(loaded);
            if (handedOver < 0) {
                return sent + ~handedOver;
            }
            sent += handedOver;
        }
        return sent;
    }

    @Override
    public UdpDriver driver() {
        return UdpDriver.LINUX;
    }

    @Override
    public long kernelDrops() {
        assert !closed;
        meminfo.set(JAVA_INT, MEMINFO_BYTES, MEMINFO_BYTES);
        long value = meminfo.address();
        int result =
                LinuxCalls.getsockopt(
                        capture,
                        fd,
                        LinuxCalls.SOL_SOCKET,
                        LinuxCalls.SO_MEMINFO,
                        value,
                        value + MEMINFO_BYTES);
        if (result >= 0) {
            // The kernel counts in 32 bits, and starts anew at zero.
            kernelDrops +=
                    meminfo.get(JAVA_INT, MEMINFO_DROPS_AT) - (int) kernelDrops & 0xFFFF_FFFFL;
        }
        return kernelDrops;
    }

    @Override
    public PeerAddress localAddress() {
        return bound;
    }

    @Override
    public boolean choosesLocalAddress() {
        return true;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            LinuxCalls.close(capture, fd);
            arena.close();
        }
    }

    /// Takes what is there, without waiting, and {@return the number of datagrams}
    private int receiveNow(DatagramBatch into) {
        while (!into.isFull()) {
            int room = Math.min(MessageVector.CAPACITY, into.capacity() - into.size());
            incoming.prepareReceive(room, wildcard);
            int count = LinuxCalls.recvmmsg(capture, fd, incoming.address(0), room);
            if (count < 0) {
                int errno = LinuxCalls.errno(capture);
                failIfBroken("recvmmsg", errno);
                if (errno == LinuxCalls.EINTR) {
                    continue;
                }
                // Nothing there; or an error that a peer's ICMP left behind, which is no datagram.
                break;
            }
            for (int i = 0; i < count; i++) {
                incoming.appendTo(into, i, ownAddress);
            }
            if (count < room) {
                break;
            }
        }
        return into.size();
    }

    private void waitAndReceive(DatagramBatch into, long waitNs) {
        long startNs = System.nanoTime();
        long remainingNs = waitNs;
        while (remainingNs > 0) {
            timespec.set(JAVA_LONG, 0, remainingNs / NS_PER_SECOND);
            timespec.set(JAVA_LONG, 8, remainingNs % NS_PER_SECOND);
            int ready = LinuxCalls.ppoll(capture, pollfd.address(), timespec.address());
            if (ready < 0) {
                failIfBroken("ppoll", LinuxCalls.errno(capture));
            } else if (ready == 0 || receiveNow(into) > 0) {
                return;
            }
            // A signal woke us, or a datagram with a wrong checksum, which the kernel threw away.
            remainingNs = waitNs - (System.nanoTime() - startNs);
        }
    }

    /// Hands over the first `count` outgoing messages, passing over each that the kernel refuses.
    ///
    /// @return how many it took, or the complement (`~`) of that when it takes no more now
    private int sendLoaded(int count) {
        int sent = 0;
        int next = 0;
        while (next < count) {
            int taken = LinuxCalls.sendmmsg(capture, fd, outgoing.address(next), count - next);
            if (taken > 0) {
                sent += taken;
                next += taken;
                continue;
            }
            int errno = LinuxCalls.errno(capture);
            failIfBroken("sendmmsg", errno);
            if (errno == LinuxCalls.EAGAIN || errno == LinuxCalls.ENOBUFS) {
                return ~sent;
            }
            if (errno != LinuxCalls.EINTR) {
                // Too long, no route, forbidden by a firewall, not our address: that one alone.
                next++;
            }
        }
        return sent;
    }

    /// A closed descriptor or a wrong pointer is a bug here, and does not mend itself.
    private static void failIfBroken(String call, int errno) {
        if (errno == LinuxCalls.EBADF
                || errno == LinuxCalls.EFAULT
                || errno == LinuxCalls.ENOTSOCK) {
            throw new IllegalStateException(call + ": errno=" + errno);
        }
    }

    private void configure(UdpConfig config, boolean v6) throws IOException {
        if (config.reusePort()) {
            option(LinuxCalls.SOL_SOCKET, LinuxCalls.SO_REUSEPORT, 1);
        }
        option(LinuxCalls.SOL_SOCKET, LinuxCalls.SO_RCVBUF, config.receiveBufferBytes());
        option(LinuxCalls.SOL_SOCKET, LinuxCalls.SO_SNDBUF, config.sendBufferBytes());
        if (v6) {
            option(LinuxCalls.IPPROTO_IPV6, LinuxCalls.IPV6_V6ONLY, wildcard ? 0 : 1);
        }
        if (!v6) {
            // Our datagrams fit every path that IPv6 could take, so no router needs to cut them;
            // and the kernel draws no identification for a datagram that must not be cut.
            option(LinuxCalls.IPPROTO_IP, LinuxCalls.IP_MTU_DISCOVER, LinuxCalls.IP_PMTUDISC_PROBE);
        }
        if (wildcard) {
            if (v6) {
                option(LinuxCalls.IPPROTO_IPV6, LinuxCalls.IPV6_RECVPKTINFO, 1);
            } else {
                option(LinuxCalls.IPPROTO_IP, LinuxCalls.IP_PKTINFO, 1);
            }
        }
    }

    private void option(int level, int option, int value) throws IOException {
        timespec.set(JAVA_INT, 0, value);
        if (LinuxCalls.setsockopt(capture, fd, level, option, timespec.address(), 4) < 0) {
            throw new SocketException(
                    "setsockopt level="
                            + level
                            + " option="
                            + option
                            + " value="
                            + value
                            + ": "
                            + reason(LinuxCalls.errno(capture)));
        }
    }

    /// Before the socket is bound, so that nothing comes in unfiltered.
    ///
    /// ```
    /// sock_fprog (16)  0 u16 instructions | 8 sock_filter*
    /// ```
    private void attach(FilterProgram filter) throws IOException {
        try (Arena ours = Arena.ofConfined()) {
            int size = filter.size();
            MemorySegment code = ours.allocate((long) size * FilterProgram.INSTRUCTION_BYTES, 8);
            for (int i = 0; i < size; i++) {
                long at = (long) i * FilterProgram.INSTRUCTION_BYTES;
                code.set(JAVA_SHORT, at, (short) filter.code(i));
                code.set(JAVA_BYTE, at + 2, (byte) filter.ifTrue(i));
                code.set(JAVA_BYTE, at + 3, (byte) filter.ifFalse(i));
                code.set(JAVA_INT, at + 4, filter.operand(i));
            }
            MemorySegment program = ours.allocate(16, 8);
            program.set(JAVA_SHORT, 0, (short) size);
            program.set(JAVA_LONG, 8, code.address());
            int result =
                    LinuxCalls.setsockopt(
                            capture,
                            fd,
                            LinuxCalls.SOL_SOCKET,
                            LinuxCalls.SO_ATTACH_FILTER,
                            program.address(),
                            16);
            if (result < 0) {
                throw new SocketException(
                        "filter of "
                                + size
                                + " instructions: "
                                + reason(LinuxCalls.errno(capture))
                                + "; this kernel takes none, so open the socket without");
            }
        }
    }

    private PeerAddress bind(PeerAddress address) throws IOException {
        int nameBytes = outgoing.storeName(0, address.hi(), address.lo(), address.port());
        if (LinuxCalls.bind(capture, fd, outgoing.nameAddress(0), nameBytes) < 0) {
            throw new BindException("bind " + address + ": " + reason(LinuxCalls.errno(capture)));
        }
        timespec.set(JAVA_INT, 0, nameBytes);
        long name = outgoing.nameAddress(0);
        if (LinuxCalls.getsockname(capture, fd, name, timespec.address()) < 0) {
            throw new SocketException("getsockname: " + reason(LinuxCalls.errno(capture)));
        }
        return outgoing.readName(0);
    }

    private static boolean isWildcard(PeerAddress address) {
        return (address.hi() | address.lo()) == 0 || (address.isV4() && (int) address.lo() == 0);
    }

    private static String reason(int errno) {
        return switch (errno) {
            case LinuxCalls.EACCES -> "permission denied";
            case LinuxCalls.EADDRINUSE -> "address already in use";
            case LinuxCalls.EADDRNOTAVAIL -> "not an address of this machine";
            default -> "errno=" + errno;
        };
    }
}
