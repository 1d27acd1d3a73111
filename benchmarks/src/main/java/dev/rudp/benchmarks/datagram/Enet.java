package dev.rudp.benchmarks.datagram;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/// The C library ENet 1.3, as it is installed on this machine, called through the Foreign Function
/// and Memory API. A call costs some ten nanoseconds, a hundredth of what ENet does in it. Owner:
/// one thread. Only for comparison: nothing but benchmarks uses it.
@SuppressWarnings("restricted")
final class Enet {
    static final int NOTHING = 0;
    static final int CONNECTED = 1;
    static final int DISCONNECTED = 2;
    static final int RECEIVED = 3;

    /// ENet's own limit of peers per host.
    static final int PEERS_MAX = 4_095;

    /// What to install where ENet is missing.
    static final String HOW_TO_GET_IT =
            "ENet is not installed (Debian, Ubuntu: apt install libenet7; macOS: brew install enet)";

    private static final List<String> FILES =
            List.of("libenet.so.7", "libenet.so", "libenet.dylib", "enet.dll");

    private static final int CHANNELS = 1;

    // Offsets of ENetEvent and ENetPacket on 64-bit machines.
    private static final int EVENT_BYTES = 32;
    private static final int EVENT_PEER = 8;
    private static final int EVENT_PACKET = 24;
    private static final int PACKET_BYTES = 48;
    private static final int PACKET_DATA = 16;
    private static final int PACKET_LENGTH = 24;

    private static final int HOST_BYTE_ORDER_LOOPBACK = 0x0100_007F;
    private static final int DESCENT_OF_THROTTLE = 0;
    private static final int ASCENT_OF_THROTTLE = 32;
    private static final int THROTTLE_INTERVAL_MS = 5_000;

    private final MethodHandle service;
    private final MethodHandle connect;
    private final MethodHandle packetCreate;
    private final MethodHandle packetDestroy;
    private final MethodHandle peerSend;
    private final MethodHandle peerDisconnect;
    private final MethodHandle throttle;
    private final MethodHandle flush;
    private final MemorySegment host;
    private final MemorySegment event = Arena.global().allocate(EVENT_BYTES, 8);
    private final MemorySegment scratch = Arena.global().allocate(2_048, 8);

    private Enet(SymbolLookup symbols, int port, int peers) throws IOException {
        service =
                bind(
                        symbols,
                        "enet_host_service",
                        FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
        connect =
                bind(
                        symbols,
                        "enet_host_connect",
                        FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT));
        packetCreate =
                bind(
                        symbols,
                        "enet_packet_create",
                        FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT));
        packetDestroy = bind(symbols, "enet_packet_destroy", FunctionDescriptor.ofVoid(ADDRESS));
        peerSend =
                bind(
                        symbols,
                        "enet_peer_send",
                        FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_BYTE, ADDRESS));
        peerDisconnect =
                bind(
                        symbols,
                        "enet_peer_disconnect_now",
                        FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
        throttle =
                bind(
                        symbols,
                        "enet_peer_throttle_configure",
                        FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT));
        flush = bind(symbols, "enet_host_flush", FunctionDescriptor.ofVoid(ADDRESS));
        try {
            MethodHandle start = bind(symbols, "enet_initialize", FunctionDescriptor.of(JAVA_INT));
            MethodHandle create =
                    bind(
                            symbols,
                            "enet_host_create",
                            FunctionDescriptor.of(
                                    ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT));
            int started = (int) start.invokeExact();
            MemorySegment address = port < 0 ? MemorySegment.NULL : address(port);
            host = (MemorySegment) create.invokeExact(address, (long) peers, (long) CHANNELS, 0, 0);
            if (started != 0 || host.address() == 0) {
                throw new IOException("ENet did not open its host on port " + port);
            }
        } catch (IOException failed) {
            throw failed;
        } catch (Throwable unexpected) {
            throw failure(unexpected);
        }
    }

    static boolean isInstalled() {
        return library().isPresent();
    }

    /// A host that others connect to.
    ///
    /// @param port on the loopback
    static Enet server(int port, int peers) throws IOException {
        return new Enet(libraryOrFail(), port, peers);
    }

    /// A host that connects to others.
    static Enet client(int peers) throws IOException {
        return new Enet(libraryOrFail(), -1, peers);
    }

    /// Sends what waits, takes what has come, and {@return the next event: [#NOTHING] or what it
    /// is}. The event's fields can be read until the next call.
    ///
    /// @param waitMs how long to wait for an event
    int poll(int waitMs) {
        try {
            int result = (int) service.invokeExact(host, event, waitMs);
            return result <= 0 ? NOTHING : event.get(JAVA_INT, 0);
        } catch (Throwable unexpected) {
            throw failure(unexpected);
        }
    }

    /// {@return the address of the event's peer, which names it}
    long peer() {
        return event.get(JAVA_LONG, EVENT_PEER);
    }

    /// Copies the received packet and frees it. {@return its length}
    int take(byte[] into) {
        MemorySegment packet = event.get(ADDRESS, EVENT_PACKET).reinterpret(PACKET_BYTES);
        int length = (int) packet.get(JAVA_LONG, PACKET_LENGTH);
        MemorySegment data = packet.get(ADDRESS, PACKET_DATA).reinterpret(length);
        MemorySegment.copy(data, JAVA_BYTE, 0, into, 0, Math.min(length, into.length));
        try {
            packetDestroy.invokeExact(packet);
        } catch (Throwable unexpected) {
            throw failure(unexpected);
        }
        return length;
    }

    /// Queues an unreliable, sequenced packet, as ENet sends state.
    ///
    /// @return whether ENet took it
    boolean send(long peer, byte[] bytes, int length) {
        MemorySegment.copy(bytes, 0, scratch, JAVA_BYTE, 0, length);
        try {
            MemorySegment packet =
                    (MemorySegment) packetCreate.invokeExact(scratch, (long) length, 0);
            return (int) peerSend.invokeExact(MemorySegment.ofAddress(peer), (byte) 0, packet) == 0;
        } catch (Throwable unexpected) {
            throw failure(unexpected);
        }
    }

    /// {@return the new peer, 0 when the host has no more}
    long connect(int port) {
        try {
            MemorySegment peer =
                    (MemorySegment) connect.invokeExact(host, address(port), (long) CHANNELS, 0);
            return peer.address();
        } catch (Throwable unexpected) {
            throw failure(unexpected);
        }
    }

    /// Keeps ENet from dropping packets at the sender when the round trip grows: each is to be
    /// sent.
    void neverThrottle(long peer) {
        try {
            throttle.invokeExact(
                    MemorySegment.ofAddress(peer),
                    THROTTLE_INTERVAL_MS,
                    ASCENT_OF_THROTTLE,
                    DESCENT_OF_THROTTLE);
        } catch (Throwable unexpected) {
            throw failure(unexpected);
        }
    }

    void disconnect(long peer) {
        try {
            peerDisconnect.invokeExact(MemorySegment.ofAddress(peer), 0);
        } catch (Throwable unexpected) {
            throw failure(unexpected);
        }
    }

    void flush() {
        try {
            flush.invokeExact(host);
        } catch (Throwable unexpected) {
            throw failure(unexpected);
        }
    }

    /// ENetAddress: the host in network byte order, then the port.
    private static MemorySegment address(int port) {
        MemorySegment address = Arena.global().allocate(8, 4);
        address.set(JAVA_INT, 0, HOST_BYTE_ORDER_LOOPBACK);
        address.set(JAVA_SHORT, 4, (short) port);
        return address;
    }

    private static Optional<SymbolLookup> library() {
        return FILES.stream().map(Enet::open).flatMap(Optional::stream).findFirst();
    }

    private static Optional<SymbolLookup> open(String file) {
        try {
            return Optional.of(SymbolLookup.libraryLookup(file, Arena.global()));
        } catch (IllegalArgumentException notHere) {
            return Optional.empty();
        }
    }

    private static SymbolLookup libraryOrFail() throws IOException {
        return library().orElseThrow(() -> new IOException(HOW_TO_GET_IT));
    }

    private static MethodHandle bind(
            SymbolLookup symbols, String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), descriptor);
    }

    private static IllegalStateException failure(Throwable unexpected) {
        return new IllegalStateException("a call of ENet failed", unexpected);
    }
}
