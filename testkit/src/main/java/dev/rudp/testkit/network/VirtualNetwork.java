package dev.rudp.testkit.network;

import dev.rudp.testkit.seed.SeededRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Ports, the links between them, and virtual time.
///
/// ```java
/// var network = new VirtualNetwork(seed, LinkProfile.wifi());
/// var port = network.open(VirtualAddress.v4(0x0A000001, 40_000));
/// port.attach(node);
/// network.runUntil(TimeUnit.SECONDS.toNanos(10));
/// ```
///
/// Time moves only in [#runUntil] and [#step], from one event to the next: a delivery or a node's
/// deadline. Events of one instant happen in a fixed order, so that a seed repeats a run to the bit
/// ([#traceHash()] proves it). Not thread-safe.
public final class VirtualNetwork {
    private static final long NONE = Long.MAX_VALUE;

    private final long seed;
    private final LinkProfile defaultProfile;
    private final Map<VirtualAddress, VirtualPort> portByAddress = new HashMap<>();
    private final List<VirtualPort> ports = new ArrayList<>();
    private final Map<LinkKey, Link> links = new HashMap<>();
    private final PriorityQueue<Flight> flights = new PriorityQueue<>();
    private final ArrayDeque<Flight> idleFlights = new ArrayDeque<>();
    private long[] deadlineNs = new long[8];
    private long nowNs;
    private long nextOrder;
    private long unroutable;
    private long traceHash = 0xCBF2_9CE4_8422_2325L;

    /// @param defaultProfile what a link has until told otherwise with [#link]
    public VirtualNetwork(long seed, LinkProfile defaultProfile) {
        this.seed = seed;
        this.defaultProfile = defaultProfile;
    }

    /// Makes the port of an address that is not in use yet.
    public VirtualPort open(VirtualAddress address) {
        VirtualPort port = new VirtualPort(this, address, ports.size());
        if (portByAddress.putIfAbsent(address, port) != null) {
            throw new IllegalArgumentException("address=" + address + " is open already");
        }
        ports.add(port);
        if (ports.size() > deadlineNs.length) {
            deadlineNs = Arrays.copyOf(deadlineNs, deadlineNs.length * 2);
        }
        return port;
    }

    /// {@return the direction `from` → `to`}, to change its profile or to read its counters
    public Link link(VirtualAddress from, VirtualAddress to) {
        return links.computeIfAbsent(
                new LinkKey(from, to),
                key -> new Link(defaultProfile, SeededRandom.mix(seed ^ key.salt())));
    }

    /// Gives both directions between two addresses a profile.
    public void link(VirtualAddress a, VirtualAddress b, LinkProfile aToB, LinkProfile bToA) {
        link(a, b).profile(aToB);
        link(b, a).profile(bToA);
    }

    /// Runs every event up to and including `untilNs`; the time is then `untilNs`.
    public void runUntil(long untilNs) {
        refreshDeadlines();
        while (nextEventNs() <= untilNs) {
            runNextEvent();
        }
        nowNs = Math.max(nowNs, untilNs);
    }

    /// Runs the next event, and moves time to it.
    ///
    /// @return false when nothing will ever happen again by itself
    public boolean step() {
        refreshDeadlines();
        if (nextEventNs() == NONE) {
            return false;
        }
        runNextEvent();
        return true;
    }

    public long nowNs() {
        return nowNs;
    }

    /// {@return the datagrams sent to addresses that nobody opened or attached to}
    public long unroutable() {
        return unroutable;
    }

    /// {@return the datagrams on their way}
    public int inFlight() {
        return flights.size();
    }

    /// {@return a hash over every delivery so far: its time, addresses and bytes}
    public long traceHash() {
        return traceHash;
    }

    void send(VirtualPort from, byte[] bytes, int offset, int length, VirtualAddress to) {
        Link link = link(from.address(), to);
        long arrivalNs = link.arrivalNs(length, nowNs);
        if (arrivalNs == Link.LOST) {
            return;
        }
        launch(from.address(), to, link, bytes, offset, length, arrivalNs);
        long duplicateDelayNs = link.duplicateDelayNs();
        if (duplicateDelayNs != Link.LOST) {
            launch(from.address(), to, link, bytes, offset, length, arrivalNs + duplicateDelayNs);
        }
    }

    private void launch(
            VirtualAddress from,
            VirtualAddress to,
            Link link,
            byte[] bytes,
            int offset,
            int length,
            long arrivalNs) {
        Flight flight = idleFlights.poll();
        if (flight == null) {
            flight = new Flight();
        }
        flight.load(from, to, link, bytes, offset, length);
        flight.arrivalNs = arrivalNs;
        flight.order = nextOrder++;
        flights.add(flight);
    }

    private void runNextEvent() {
        Flight flight = flights.peek();
        int due = earliestDeadline();
        if (flight != null && (due < 0 || flight.arrivalNs <= deadlineNs[due])) {
            flights.remove();
            nowNs = Math.max(nowNs, flight.arrivalNs);
            deliver(flight);
            idleFlights.add(flight);
            return;
        }
        VirtualPort port = ports.get(due);
        VirtualNode node = port.node();
        // A deadline that lies in the past is served now: time never goes back.
        nowNs = Math.max(nowNs, deadlineNs[due]);
        if (node != null) {
            node.onDeadline(nowNs);
        }
        refreshDeadline(port);
    }

    private void deliver(Flight flight) {
        VirtualPort port = portByAddress.get(flight.to());
        VirtualNode node = port == null ? null : port.node();
        if (port == null || node == null) {
            unroutable++;
            return;
        }
        flight.link().countDelivery();
        traceHash = flight.hashInto(traceHash);
        VirtualAddress from = flight.from();
        node.onDatagram(
                flight.bytes(), 0, flight.length(), from.hi(), from.lo(), from.port(), nowNs);
        refreshDeadline(port);
    }

    private long nextEventNs() {
        Flight flight = flights.peek();
        int due = earliestDeadline();
        long deliveryNs = flight == null ? NONE : flight.arrivalNs;
        return Math.min(deliveryNs, due < 0 ? NONE : deadlineNs[due]);
    }

    /// A scan over a long[]: for thousands of ports still cheaper than what an event itself does.
    private int earliestDeadline() {
        int earliest = -1;
        long earliestNs = NONE;
        for (int i = 0; i < ports.size(); i++) {
            if (deadlineNs[i] < earliestNs) {
                earliestNs = deadlineNs[i];
                earliest = i;
            }
        }
        return earliest;
    }

    private void refreshDeadlines() {
        for (VirtualPort port : ports) {
            refreshDeadline(port);
        }
    }

    private void refreshDeadline(VirtualPort port) {
        @Nullable VirtualNode node = port.node();
        deadlineNs[port.index()] = node == null ? NONE : node.nextDeadlineNs();
    }

    private record LinkKey(VirtualAddress from, VirtualAddress to) {
        long salt() {
            return mixed(from) * 31 + mixed(to);
        }

        private static long mixed(VirtualAddress address) {
            return SeededRandom.mix(
                    address.hi()
                            + SeededRandom.mix(address.lo() + SeededRandom.mix(address.port())));
        }
    }
}
