package dev.rudp.transport.ack;

import java.util.Arrays;

/// The newest 256 sent packets, what they carried, and what became of them. Matches the acks of
/// reliable 1.0 and detects losses as RFC 9002 §6.1 does: a packet is lost when one sent three
/// later has arrived, or any later one has and 9/8 RTT have passed. O(1) per packet, amortised.
///
/// To send: [#addItem] for each item, then [#onSent]. Packets are counted by a `long`; the wire has
/// its low 16 bits. Owner: the shard thread.
public final class SentPackets {
    /// What [#lossDeadlineNs()] returns when nothing will be lost by time alone.
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    static final int CAPACITY = 256;
    static final int PACKET_THRESHOLD = 3;
    static final int ITEMS_MAX = 4_096;

    private static final int ITEMS_INITIAL = 32;
    private static final byte RESOLVED = 0;
    private static final byte IN_FLIGHT = 1;
    private static final byte LOST = 2;

    private final RttEstimator rtt;
    private final long[] sentNs = new long[CAPACITY];
    private final int[] bytes = new int[CAPACITY];
    private final byte[] state = new byte[CAPACITY];
    private final boolean[] eliciting = new boolean[CAPACITY];
    private final long[] itemStart = new long[CAPACITY];
    private final short[] itemCount = new short[CAPACITY];

    /// The items of all packets in order of sending, a ring; `itemHead` counts all ever added.
    private int[] items = new int[ITEMS_INITIAL];

    private long itemHead;

    /// Items below this were overwritten, or left behind when the ring grew.
    private long itemFloor;

    private long packetItemStart;
    private long next;
    private long oldestInFlight;
    private long largestAcked;
    private long ackedBehindLargest;
    private long lossDeadlineNs;

    public SentPackets(RttEstimator rtt) {
        this.rtt = rtt;
        reset();
    }

    public void reset() {
        Arrays.fill(state, RESOLVED);
        itemHead = 0;
        itemFloor = 0;
        packetItemStart = 0;
        next = 0;
        oldestInFlight = 0;
        largestAcked = -1;
        ackedBehindLargest = 0;
        lossDeadlineNs = NO_DEADLINE;
    }

    /// {@return whether the packet in the making may carry another item}
    public boolean hasRoomForItem() {
        if (itemHead - oldestNeededItem() < items.length) {
            return true;
        }
        if (items.length >= ITEMS_MAX) {
            return false;
        }
        int[] larger = new int[items.length * 2];
        for (long i = itemFloor; i < itemHead; i++) {
            larger[(int) i & (larger.length - 1)] = items[(int) i & (items.length - 1)];
        }
        items = larger;
        return true;
    }

    /// Adds an item to the packet in the making; only after [#hasRoomForItem()].
    public void addItem(int item) {
        items[(int) itemHead & (items.length - 1)] = item;
        itemHead++;
        itemFloor = Math.max(itemFloor, itemHead - items.length);
    }

    /// Counts the packet in the making as sent.
    ///
    /// @param asksForAck false for a packet that carries acks only: the peer answers it whenever it
    ///   next has a reason to send, so its ack says nothing about the RTT
    public void onSent(int packetBytes, boolean asksForAck, long nowNs, PacketFate fate) {
        int slot = slot(next);
        if (state[slot] == IN_FLIGHT) {
            lose(next - CAPACITY, nowNs, fate);
        }
        sentNs[slot] = nowNs;
        bytes[slot] = packetBytes;
        eliciting[slot] = asksForAck;
        state[slot] = IN_FLIGHT;
        itemStart[slot] = packetItemStart;
        itemCount[slot] = (short) (itemHead - packetItemStart);
        packetItemStart = itemHead;
        next++;
        oldestInFlight = Math.max(oldestInFlight, next - CAPACITY);
    }

    /// Takes the acks of a header from the wire; whatever names no packet of ours is ignored. Then
    /// looks for losses.
    ///
    /// @param firstReport whether no earlier report of these acks can have been lost, so that the
    ///   time until now is one round trip
    public void onAcks(int ack, int ackBits, boolean firstReport, long nowNs, PacketFate fate) {
        int behind = ((int) next - ack) & 0xFFFF;
        long newest = next - behind;
        if (behind == 0 || newest < 0) {
            return;
        }
        long fresh = (ackBits & 0xFFFF_FFFFL) & ~ackedBehind(newest);
        boolean sampled =
                firstReport && (fresh & 1) != 0 && isKnown(newest) && eliciting[slot(newest)];
        if (sampled && state[slot(newest)] != RESOLVED) {
            rtt.onSample(nowNs - sentNs[slot(newest)]);
        }
        while (fresh != 0) {
            int n = Long.numberOfTrailingZeros(fresh);
            fresh &= fresh - 1;
            acknowledge(newest - n, nowNs, fate);
        }
        detectLosses(nowNs, fate);
    }

    /// Calls packets lost whose time is over; due at [#lossDeadlineNs()].
    public void detectLosses(long nowNs, PacketFate fate) {
        long delayNs = rtt.lossDelayNs();
        lossDeadlineNs = NO_DEADLINE;
        for (long packet = oldestInFlight; packet < largestAcked; packet++) {
            int slot = slot(packet);
            if (state[slot] != IN_FLIGHT) {
                continue;
            }
            long dueNs = sentNs[slot] + delayNs;
            if (packet <= largestAcked - PACKET_THRESHOLD || dueNs <= nowNs) {
                lose(packet, nowNs, fate);
            } else {
                lossDeadlineNs = Math.min(lossDeadlineNs, dueNs);
            }
        }
        while (oldestInFlight < next && state[slot(oldestInFlight)] != IN_FLIGHT) {
            oldestInFlight++;
        }
    }

    public long lossDeadlineNs() {
        return lossDeadlineNs;
    }

    /// {@return the number of the packet in the making, as the wire has it}
    public int nextSequence() {
        return (int) next & 0xFFFF;
    }

    /// {@return the items of the packet in the making}
    public int itemsInMaking() {
        return (int) (itemHead - packetItemStart);
    }

    /// {@return the packets sent since the reset}
    public long count() {
        return next;
    }

    /// {@return how many of the newest packets may still be undecided}
    public int span() {
        return (int) (next - oldestInFlight);
    }

    private void acknowledge(long packet, long nowNs, PacketFate fate) {
        if (packet < 0 || !isKnown(packet) || state[slot(packet)] == RESOLVED) {
            return;
        }
        int slot = slot(packet);
        boolean wasLost = state[slot] == LOST;
        state[slot] = RESOLVED;
        rememberAcked(packet);
        fate.onPacketAcked(packet, bytes[slot], wasLost, nowNs);
        // After a packet was called lost, its items may have been overwritten: then they were
        // sent again, and that packet's ack will tell.
        if (itemStart[slot] >= itemFloor) {
            for (int i = 0; i < itemCount[slot]; i++) {
                fate.onItemAcked(items[(int) (itemStart[slot] + i) & (items.length - 1)]);
            }
        }
    }

    private void lose(long packet, long nowNs, PacketFate fate) {
        int slot = slot(packet);
        state[slot] = LOST;
        fate.onPacketLost(packet, bytes[slot], nowNs);
        for (int i = 0; i < itemCount[slot]; i++) {
            fate.onItemLost(items[(int) (itemStart[slot] + i) & (items.length - 1)]);
        }
    }

    private void rememberAcked(long packet) {
        long ahead = packet - largestAcked;
        if (ahead > 0) {
            ackedBehindLargest = ahead < Long.SIZE ? ackedBehindLargest << ahead : 0;
            ackedBehindLargest |= 1;
            largestAcked = packet;
        } else if (-ahead < Long.SIZE) {
            ackedBehindLargest |= 1L << -ahead;
        }
    }

    /// {@return bit n: `newest − n` is known to be acked}: most of a header's bits say what an
    /// earlier one said already
    private long ackedBehind(long newest) {
        long ahead = newest - largestAcked;
        if (ahead >= 0) {
            return ahead < Long.SIZE ? ackedBehindLargest << ahead : 0;
        }
        return -ahead < Long.SIZE ? ackedBehindLargest >>> -ahead : 0;
    }

    private boolean isKnown(long packet) {
        return packet >= next - CAPACITY;
    }

    private long oldestNeededItem() {
        return oldestInFlight < next ? itemStart[slot(oldestInFlight)] : packetItemStart;
    }

    private static int slot(long packet) {
        return (int) packet & (CAPACITY - 1);
    }
}
