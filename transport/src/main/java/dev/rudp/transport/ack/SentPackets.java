package dev.rudp.transport.ack;

import java.util.Arrays;

/// The newest sent packets (256; on a fast and long path up to 2,048), what they carried, and what
/// became of them. Matches the acks of reliable 1.0 and detects losses as RFC 9002 §6.1 does: a
/// packet is lost when one sent three later has arrived, or any later one has and 9/8 RTT have
/// passed. O(1) per packet, amortised.
///
/// To send: [#addItem] for each item, then [#onSent]. Packets are counted by a `long`; the wire has
/// its low 16 bits. Owner: the shard thread.
public final class SentPackets {
    /// What [#lossDeadlineNs()] returns when nothing will be lost by time alone.
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    static final int CAPACITY = 256;
    static final int CAPACITY_MAX = 2_048;
    static final int PACKET_THRESHOLD = 3;
    static final int ITEMS_MAX = 4_096;

    private static final int ITEMS_INITIAL = 32;

    /// A packet that is younger, and whose record is needed for another, is still worth waiting
    /// for: the records grow. With 60 packets a second they never do.
    private static final long PATIENCE_NS = 2_000_000_000L;

    private static final int RESOLVED = 0;
    private static final int IN_FLIGHT = 1;
    private static final int LOST = 2;

    // The words of a record.
    private static final int SENT_NS = 0;
    private static final int ITEM_START = 1;

    /// Bits 0, 1: state; bit 2: whether it asks for an ack; bit 3: whether the peer says how long
    /// the ack has waited; bits 16..31: number of items; bits 32..63: bytes.
    private static final int REST = 2;

    /// The acks that the packet's header gave: `ack << 32 | ackBits`.
    private static final int REPORT = 3;

    private static final int WORDS = 4;
    private static final int STATE_BITS = 3;
    private static final int ELICITING = 4;
    private static final int TIMED = 8;

    private final RttEstimator rtt;

    /// One record per packet, side by side: a packet sent, and a packet acknowledged, is one cache
    /// line of the several thousand connections' worth that no cache holds.
    private long[] records = new long[CAPACITY * WORDS];

    private int capacity = CAPACITY;

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
    private long bytesInFlight;

    /// The first packet of the path that we are on. What was sent before says nothing about it.
    private long pathStart;

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
        bytesInFlight = 0;
        pathStart = 0;
    }

    /// From now on packets take another path: those before are acknowledged and lost as ever, but
    /// give no round trip and are not in flight here (RFC 9000 §9.4).
    public void onPathChanged() {
        pathStart = next;
        bytesInFlight = 0;
    }

    /// {@return whether this packet was sent on the path that we are on}
    public boolean isOfPath(long packet) {
        return packet >= pathStart;
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
    /// @param header the packet's, for the acks in it: the peer's must arrive, too
    /// @param isTimed whether the peer will say how long the ack has waited, if it has
    public void onSent(
            PacketHeader header,
            int packetBytes,
            boolean asksForAck,
            boolean isTimed,
            long nowNs,
            PacketFate fate) {
        if (state(at(next)) == IN_FLIGHT) {
            makeRoom(nowNs, fate);
        }
        int at = at(next);
        records[at + SENT_NS] = nowNs;
        records[at + ITEM_START] = packetItemStart;
        records[at + REPORT] = (long) header.ack() << 32 | (header.ackBits() & 0xFFFF_FFFFL);
        records[at + REST] =
                ((long) packetBytes << 32)
                        | (itemHead - packetItemStart) << 16
                        | (asksForAck ? ELICITING : 0)
                        | (isTimed ? TIMED : 0)
                        | IN_FLIGHT;
        packetItemStart = itemHead;
        bytesInFlight += asksForAck ? packetBytes : 0;
        next++;
        oldestInFlight = Math.max(oldestInFlight, next - capacity);
    }

    /// Takes the acks of a header from the wire; whatever names no packet of ours is ignored. Then
    /// looks for losses.
    ///
    /// @param firstReport whether no earlier report of these acks can have been lost, so that the
    ///   time until now is one round trip
    /// @param ackDelayNs how long the peer says that `ack` waited, 0 when it says nothing
    public void onAcks(
            int ack,
            int ackBits,
            boolean firstReport,
            long ackDelayNs,
            long nowNs,
            PacketFate fate) {
        int behind = ((int) next - ack) & 0xFFFF;
        long newest = next - behind;
        if (behind == 0 || newest < 0) {
            return;
        }
        long fresh = (ackBits & 0xFFFF_FFFFL) & ~ackedBehind(newest);
        // An older packet than the newest that is known to have arrived was told of before, in a
        // header that got lost (RFC 9002 §5.1): from a seed of 10,000, one such sample of 14 s on
        // a path of 0.2 stretched the time between probes to a quarter of a minute.
        boolean isNews = newest > largestAcked && (fresh & 1) != 0;
        if (firstReport && isNews && isKnown(newest) && isOfPath(newest)) {
            int at = at(newest);
            if (state(at) != RESOLVED && (records[at + REST] & ELICITING) != 0) {
                long sampleNs = nowNs - records[at + SENT_NS];
                rtt.onSample(sampleNs, ackDelayNs);
                boolean isExact = ackDelayNs > 0 || (records[at + REST] & TIMED) != 0;
                fate.onRttSample(sampleNs - ackDelayNs, isExact, nowNs);
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
        return capacity == CAPACITY_MAX
                && state(at) == IN_FLIGHT
                && nowNs - records[at + SENT_NS] < rtt.lossDelayNs();
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

    /// {@return the bytes of the packets that ask for an ack and are neither acked nor lost}
    public long bytesInFlight() {
        return bytesInFlight;
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
        bytesInFlight -= wasLost ? 0 : bytesInFlight(packet, at);
        state(at, RESOLVED);
        rememberAcked(packet);
        fate.onPacketAcked(packet, bytes(at), wasLost, nowNs);
        long report = records[at + REPORT];
        fate.onReportArrived((int) (report >>> 32), (int) report);
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
        bytesInFlight -= bytesInFlight(packet, at);
        state(at, LOST);
        fate.onPacketLost(packet, bytes(at), nowNs);
        long report = records[at + REPORT];
        fate.onReportLost((int) (report >>> 32), (int) report, nowNs);
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
        return packet >= next - capacity;
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

    private long bytesInFlight(long packet, int at) {
        return (records[at + REST] & ELICITING) != 0 && isOfPath(packet) ? bytes(at) : 0;
    }

    /// Frees the record of the oldest packet, which is undecided.
    private void makeRoom(long nowNs, PacketFate fate) {
        long oldest = next - capacity;
        boolean isYoung = nowNs - records[at(oldest) + SENT_NS] < PATIENCE_NS;
        if (!isYoung || capacity >= CAPACITY_MAX) {
            lose(oldest, nowNs, fate);
            return;
        }
        long[] old = records;
        records = new long[old.length * 2];
        capacity *= 2;
        for (long packet = Math.max(oldest, 0); packet < next; packet++) {
            int from = ((int) packet & (capacity / 2 - 1)) * WORDS;
            System.arraycopy(old, from, records, at(packet), WORDS);
        }
    }

    /// {@return where the packet's record begins}
    private int at(long packet) {
        return ((int) packet & (capacity - 1)) * WORDS;
    }
}
