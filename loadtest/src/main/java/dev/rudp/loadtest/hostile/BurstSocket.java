package dev.rudp.loadtest.hostile;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;

/// Sends bursts over IPv4 with one system call each: the kernel carries a burst as one datagram and
/// cuts it up where it is received (`UDP_SEGMENT`, Linux 4.18), and each names its sender's address
/// (`IP_PKTINFO`). A tenth of what single datagrams cost the sender, so that on one machine the
/// attacker takes little of what the attacked needs. Owner: one thread.
///
/// ```text
/// sockaddr_in (16)  0 u16 family | 2 port (BE) | 4 address (BE)
/// msghdr (56)       0 name* | 8 u32 nameBytes | 16 iovec* | 24 iovecs | 32 control* | 40 controlBytes
/// control (56)      0 u64 28 | 8 IPPROTO_IP | 12 IP_PKTINFO | 16 interface | 20 source (BE) | 24 0
///                   32 u64 18 | 40 SOL_UDP | 44 UDP_SEGMENT | 48 u16 bytes of each datagram
/// ```
@SuppressWarnings("restricted")
final class BurstSocket implements AutoCloseable {
    private static final int AF_INET = 2;
    private static final int SOCK_DGRAM = 2;
    private static final int IP_PKTINFO = 8;
    private static final int SOL_UDP = 17;
    private static final int UDP_SEGMENT = 103;
    private static final int SOL_SOCKET = 1;
    private static final int SO_SNDBUF = 7;
    private static final int SEND_BUFFER_BYTES = 4 << 20;
    private static final int CONTROL_BYTES = 56;
    private static final ValueLayout.OfShort U16_BE = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt I32_BE = JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);

    private static final MethodHandle SOCKET =
            bind("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle SETSOCKOPT =
            bind(
                    "setsockopt",
                    FunctionDescriptor.of(
                            JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT));
    private static final MethodHandle SENDMSG =
            bind("sendmsg", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));
    private static final MethodHandle CLOSE =
            bind("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment payload = arena.allocate(1 << 16, 64);
    private final MemorySegment iovec = arena.allocate(16, 8);
    private final MemorySegment control = arena.allocate(CONTROL_BYTES, 8);
    private final MemorySegment header = arena.allocate(56, 8);
    private final int fd;

    /// @param address IPv4, where all bursts go
    BurstSocket(int address, int port) throws IOException {
        MemorySegment name = arena.allocate(16, 8);
        name.set(JAVA_SHORT, 0, (short) AF_INET);
        name.set(U16_BE, 2, (short) port);
        name.set(I32_BE, 4, address);
        iovec.set(JAVA_LONG, 0, payload.address());
        control.set(JAVA_LONG, 0, 28);
        control.set(JAVA_INT, 12, IP_PKTINFO);
        control.set(JAVA_LONG, 32, 18);
        control.set(JAVA_INT, 40, SOL_UDP);
        control.set(JAVA_INT, 44, UDP_SEGMENT);
        header.set(JAVA_LONG, 0, name.address());
        header.set(JAVA_INT, 8, 16);
        header.set(JAVA_LONG, 16, iovec.address());
        header.set(JAVA_LONG, 24, 1);
        header.set(JAVA_LONG, 32, control.address());
        header.set(JAVA_LONG, 40, CONTROL_BYTES);
        fd = open();
    }

    /// {@return whether the kernel took the burst}
    boolean send(Burst burst) {
        int length = burst.datagramBytes * burst.count;
        MemorySegment.copy(burst.bytes, 0, payload, JAVA_BYTE, 0, length);
        iovec.set(JAVA_LONG, 8, length);
        control.set(I32_BE, 20, burst.source);
        control.set(JAVA_SHORT, 48, (short) burst.datagramBytes);
        try {
            return (long) SENDMSG.invokeExact(fd, header.address(), 0) == length;
        } catch (Throwable unexpected) {
            throw failed(unexpected);
        }
    }

    @Override
    public void close() {
        try {
            int ignored = (int) CLOSE.invokeExact(fd);
            assert ignored == 0;
        } catch (Throwable unexpected) {
            throw failed(unexpected);
        }
        arena.close();
    }

    private int open() throws IOException {
        try {
            int opened = (int) SOCKET.invokeExact(AF_INET, SOCK_DGRAM, 0);
            if (opened < 0) {
                throw new IOException("no socket for the attack");
            }
            iovec.set(JAVA_INT, 8, SEND_BUFFER_BYTES);
            long size = iovec.address() + 8;
            int ignored = (int) SETSOCKOPT.invokeExact(opened, SOL_SOCKET, SO_SNDBUF, size, 4);
            assert ignored == 0;
            return opened;
        } catch (IOException refused) {
            throw refused;
        } catch (Throwable unexpected) {
            throw failed(unexpected);
        }
    }

    private static MethodHandle bind(String function, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(function), type);
    }

    private static IllegalStateException failed(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("a system call failed", thrown);
    }
}
