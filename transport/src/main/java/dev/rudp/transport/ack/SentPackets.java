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
    private static final int RESOLVED = 0;
    private static final int IN_FLIGHT = 1;
    private static final int LOST = 2;

    // The words of a record.
    private static final int SENT_NS = 0;
    private static final int ITEM_START = 1;

    /// Bits 0, 1: state; bit 2: whether it asks for an ack; bits 16..31: number of items; bits
    /// 32..63: bytes.
    private static final int REST = 2;

    private static final int WORDS = 3;
    private static final int STATE_BITS = 3;
    private static final int ELICITING = 4;

    private final RttEstimator rtt;

    /// One record per packet, side by side: a packet sent, and a packet acknowledged, is one cache
    /// line of the several thousand connections' worth that no cache holds.
    private final long[] records = new long[CAPACITY * WORDS];

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
        Arrays.fill(records, 0);
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
        int at = at(next);
        if (state(at) == IN_FLIGHT) {
            lose(next - CAPACITY, nowNs, fate);
        }
        records[at + SENT_NS] = nowNs;
        records[at + ITEM_START] = packetItemStart;
        records[at + REST] =
                ((long) packetBytes << 32)
                        | (itemHead - packetItemStart) << 16
                        | (asksForAck ? ELICITING : 0)
                        | IN_FLIGHT;
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
        if (firstReport && (fresh & 1) != 0 && isKnown(newest)) {
            int at = at(newest);
            if (state(at) != RESOLVED && (records[at + REST] & ELICITING) != 0) {
                rtt.onSample(nowNs - records[at + SENT_NS]);
            }
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
            int at = at(packet);
            if (state(at) != IN_FLIGHT) {
                continue;
            }
            long dueNs = records[at + SENT_NS] + delayNs;
            if (packet <= largestAcked - PACKET_THRESHOLD || dueNs <= nowNs) {
                lose(packet, nowNs, fate);
            } else {
                lossDeadlineNs = Math.min(lossDeadlineNs, dueNs);
            }
        }
        while (oldestInFlight < next && state(at(oldestInFlight)) != IN_FLIGHT) {
            oldestInFlight++;
        }
    }

    public long lossDeadlineNs() {
        return lossDeadlineNs;
    }

    /// {@return whether the packet in the making would push out one whose ack may well come yet};
    /// then better wait
    public boolean isFull(long nowNs) {
        int at = at(next);
        return state(at) == IN_FLIGHT && nowNs - records[at + SENT_NS] < rtt.lossDelayNs();
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

    /// Reads ahead, see [dev.rudp.transport.connection.Connection#touch].
    public long touch() {
        return next + largestAcked + lossDeadlineNs;
    }

    /// Reads ahead what is behind the first reference.
    public long touchRecords() {
        return records[at(next)] + records[at(largestAcked + 1)];
    }

    private void acknowledge(long packet, long nowNs, PacketFate fate) {
        if (packet < 0 || !isKnown(packet) || state(at(packet)) == RESOLVED) {
            return;
        }
        int at = at(packet);
        boolean wasLost = state(at) == LOST;
        state(at, RESOLVED);
        rememberAcked(packet);
        fate.onPacketAcked(packet, bytes(at), wasLost, nowNs);
        // After a packet was called lost, its items may have been overwritten: then they were
        // sent again, and that packet's ack will tell.
        long start = records[at + ITEM_START];
        if (start >= itemFloor) {
            int count = itemCount(at);
            for (int i = 0; i < count; i++) {
                fate.onItemAcked(items[(int) (start + i) & (items.length - 1)]);
            }
        }
    }

    private void lose(long packet, long nowNs, PacketFate fate) {
        int at = at(packet);
        state(at, LOST);
        fate.onPacketLost(packet, bytes(at), nowNs);
        long start = records[at + ITEM_START];
        int count = itemCount(at);
        for (int i = 0; i < count; i++) {
            fate.onItemLost(items[(int) (start + i) & (items.length - 1)]);
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
        return oldestInFlight < next ? records[at(oldestInFlight) + ITEM_START] : packetItemStart;
    }

    private int state(int at) {
        return (int) records[at + REST] & STATE_BITS;
    }

    private void state(int at, int state) {
        records[at + REST] = (records[at + REST] & ~STATE_BITS) | state;
    }

    private int itemCount(int at) {
        return (int) (records[at + REST] >>> 16) & 0xFFFF;
    }

    private int bytes(int at) {
        return (int) (records[at + REST] >>> 32);
    }

    /// {@return where the packet's record begins}
    private static int at(long packet) {
        return ((int) packet & (CAPACITY - 1)) * WORDS;
    }
}
