package dev.rudp.transport.udp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.PeerAddress;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The arrays that `recvmmsg` and `sendmmsg` work on, in memory outside the heap, laid out once for
/// 64-bit Linux and reused for ever. Everything is addressed by number: no object per datagram.
/// Owner: the socket's thread.
///
/// ```text
/// mmsghdr (64)  0 name* | 8 u32 nameBytes | 16 iovec* | 24 iovecs = 1 | 32 control* |
///               40 controlBytes | 48 flags | 56 u32 bytes moved
/// iovec (16)    0 base* | 8 bytes
/// sockaddr_in   0 u16 family | 2 port (BE) | 4 address (BE)                            16 bytes
/// sockaddr_in6  0 u16 family | 2 port (BE) | 4 flow | 8 address (BE, 16) | 24 scope    28 bytes
/// cmsghdr       0 u64 bytes | 8 level | 12 type | 16 data
///   in_pktinfo  0 interface | 4 local address (BE) | 8 header's destination (BE)       12 bytes
///   in6_pktinfo 0 address (BE, 16) | 16 interface                                      20 bytes
/// ```
final class MessageVector {
    /// Messages per system call. More gain nothing: the fixed cost of a call is then under 1 % of
    /// it, and 64 slots still fit the second-level cache.
    static final int CAPACITY = 64;

    private static final ValueLayout.OfShort U16_BE = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt I32_BE = JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong I64_BE = JAVA_LONG.withOrder(ByteOrder.BIG_ENDIAN);

    private static final int HEADER_BYTES = 64;
    private static final int IOVEC_BYTES = 16;
    private static final int NAME_BYTES = 32;
    private static final int CONTROL_BYTES = 64;
    private static final int SOCKADDR_IN_BYTES = 16;
    private static final int SOCKADDR_IN6_BYTES = 28;

    /// CMSG_LEN and CMSG_SPACE of the two kinds of local address.
    private static final int V4_CONTROL_LENGTH = 16 + 12;

    private static final int V4_CONTROL_SPACE = 32;
    private static final int V6_CONTROL_LENGTH = 16 + 20;
    private static final int V6_CONTROL_SPACE = 40;

    private final boolean v6;
    private final MemorySegment headers;
    private final MemorySegment iovecs;
    private final MemorySegment names;
    private final MemorySegment controls;
    private final MemorySegment payloads;

    MessageVector(Arena arena, boolean v6) {
        this.v6 = v6;
        headers = arena.allocate((long) CAPACITY * HEADER_BYTES, 64);
        iovecs = arena.allocate((long) CAPACITY * IOVEC_BYTES, 64);
        names = arena.allocate((long) CAPACITY * NAME_BYTES, 64);
        controls = arena.allocate((long) CAPACITY * CONTROL_BYTES, 64);
        payloads = arena.allocate((long) CAPACITY * DatagramBatch.SLOT_BYTES, 64);
        for (int i = 0; i < CAPACITY; i++) {
            long header = header(i);
            headers.set(JAVA_LONG, header, names.address() + name(i));
            headers.set(JAVA_LONG, header + 16, iovecs.address() + iovec(i));
            headers.set(JAVA_LONG, header + 24, 1);
            headers.set(JAVA_LONG, header + 32, controls.address() + control(i));
            iovecs.set(JAVA_LONG, iovec(i), payloads.address() + payload(i));
        }
    }

    /// {@return the address of message `index` for a system call}
    long address(int index) {
        return headers.address() + header(index);
    }

    /// Makes the first `count` messages ready to be received into: the kernel has overwritten what
    /// room they had.
    void prepareReceive(int count, boolean withLocalAddress) {
        for (int i = 0; i < count; i++) {
            long header = header(i);
            headers.set(JAVA_INT, header + 8, v6 ? SOCKADDR_IN6_BYTES : SOCKADDR_IN_BYTES);
            headers.set(JAVA_LONG, header + 40, withLocalAddress ? CONTROL_BYTES : 0);
            iovecs.set(JAVA_LONG, iovec(i) + 8, DatagramBatch.SLOT_BYTES);
        }
    }

    /// Appends received message `index` to `into`.
    ///
    /// @param ownAddress the local address of a message that does not tell its own
    void appendTo(DatagramBatch into, int index, PeerAddress ownAddress) {
        long header = header(index);
        // The kernel never reports more than the room given, but a length from outside the process
        // is checked before it becomes a copy.
        int length = Math.min(headers.get(JAVA_INT, header + 56), DatagramBatch.SLOT_BYTES);
        MemorySegment.copy(
                payloads, JAVA_BYTE, payload(index), into.bytes(), into.nextOffset(), length);
        long name = name(index);
        int port = names.get(U16_BE, name + 2) & 0xFFFF;
        long peerHi = v6 ? names.get(I64_BE, name + 8) : 0;
        long peerLo =
                v6 ? names.get(I64_BE, name + 16) : PeerAddress.v4Lo(names.get(I32_BE, name + 4));
        long control = control(index);
        long localHi = ownAddress.hi();
        long localLo = ownAddress.lo();
        if (hasControl(header, control)) {
            localHi = v6 ? controls.get(I64_BE, control + 16) : 0;
            localLo =
                    v6
                            ? controls.get(I64_BE, control + 24)
                            : PeerAddress.v4Lo(controls.get(I32_BE, control + 20));
        }
        into.commit(length, peerHi, peerLo, port, localHi, localLo);
    }

    private boolean hasControl(long header, long control) {
        return headers.get(JAVA_LONG, header + 40) >= (v6 ? V6_CONTROL_LENGTH : V4_CONTROL_LENGTH)
                && controls.get(JAVA_INT, control + 8)
                        == (v6 ? LinuxCalls.IPPROTO_IPV6 : LinuxCalls.IPPROTO_IP)
                && controls.get(JAVA_INT, control + 12)
                        == (v6 ? LinuxCalls.IPV6_PKTINFO : LinuxCalls.IP_PKTINFO);
    }

    /// Makes message `index` of datagram `slot` of `batch`.
    ///
    /// @param ownAddress what need not be said: a datagram from there carries no local address
    /// @return false if the peer is not of this socket's family
    boolean load(int index, DatagramBatch batch, int slot, PeerAddress ownAddress) {
        long peerHi = batch.peerHi(slot);
        long peerLo = batch.peerLo(slot);
        if (!v6 && !PeerAddress.isV4(peerHi, peerLo)) {
            return false;
        }
        long header = header(index);
        int length = batch.length(slot);
        MemorySegment.copy(
                batch.bytes(), batch.offset(slot), payloads, JAVA_BYTE, payload(index), length);
        iovecs.set(JAVA_LONG, iovec(index) + 8, length);
        headers.set(JAVA_INT, header + 8, storeName(index, peerHi, peerLo, batch.peerPort(slot)));
        long localHi = batch.localHi(slot);
        long localLo = batch.localLo(slot);
        boolean unsaid =
                (localHi | localLo) == 0
                        || (localHi == ownAddress.hi() && localLo == ownAddress.lo());
        headers.set(
                JAVA_LONG, header + 40, unsaid ? 0 : storeLocalAddress(index, localHi, localLo));
        return true;
    }

    /// Writes a socket address into name `index` and {@return its length in bytes}
    int storeName(int index, long hi, long lo, int port) {
        long name = name(index);
        names.set(U16_BE, name + 2, (short) port);
        if (v6) {
            names.set(JAVA_SHORT, name, (short) LinuxCalls.AF_INET6);
            names.set(JAVA_INT, name + 4, 0);
            names.set(I64_BE, name + 8, hi);
            names.set(I64_BE, name + 16, lo);
            names.set(JAVA_INT, name + 24, 0);
            return SOCKADDR_IN6_BYTES;
        }
        names.set(JAVA_SHORT, name, (short) LinuxCalls.AF_INET);
        names.set(I32_BE, name + 4, (int) lo);
        return SOCKADDR_IN_BYTES;
    }

    /// {@return where name `index` lies, for a system call}
    long nameAddress(int index) {
        return names.address() + name(index);
    }

    /// {@return the socket address in name `index`}
    PeerAddress readName(int index) {
        long name = name(index);
        int port = names.get(U16_BE, name + 2) & 0xFFFF;
        return v6
                ? new PeerAddress(names.get(I64_BE, name + 8), names.get(I64_BE, name + 16), port)
                : PeerAddress.v4(names.get(I32_BE, name + 4), port);
    }

    private long storeLocalAddress(int index, long hi, long lo) {
        long control = control(index);
        if (v6) {
            controls.set(JAVA_LONG, control, V6_CONTROL_LENGTH);
            controls.set(JAVA_INT, control + 8, LinuxCalls.IPPROTO_IPV6);
            controls.set(JAVA_INT, control + 12, LinuxCalls.IPV6_PKTINFO);
            controls.set(I64_BE, control + 16, hi);
            controls.set(I64_BE, control + 24, lo);
            controls.set(JAVA_INT, control + 32, 0);
            return V6_CONTROL_SPACE;
        }
        controls.set(JAVA_LONG, control, V4_CONTROL_LENGTH);
        controls.set(JAVA_INT, control + 8, LinuxCalls.IPPROTO_IP);
        controls.set(JAVA_INT, control + 12, LinuxCalls.IP_PKTINFO);
        controls.set(JAVA_INT, control + 16, 0);
        controls.set(I32_BE, control + 20, (int) lo);
        controls.set(JAVA_INT, control + 24, 0);
        return V4_CONTROL_SPACE;
    }

    private static long header(int index) {
        return (long) index * HEADER_BYTES;
    }

    private static long iovec(int index) {
        return (long) index * IOVEC_BYTES;
    }

    private static long name(int index) {
        return (long) index * NAME_BYTES;
    }

    private static long control(int index) {
        return (long) index * CONTROL_BYTES;
    }

    private static long payload(int index) {
        return (long) index * DatagramBatch.SLOT_BYTES;
    }
}
