package dev.rudp.transport.connection;

import dev.rudp.transport.ack.FragmentAssembler;
import dev.rudp.transport.ack.LossEstimator;
import dev.rudp.transport.ack.PacketFate;
import dev.rudp.transport.ack.PacketFragmenter;
import dev.rudp.transport.ack.PacketHeader;
import dev.rudp.transport.ack.RateMeter;
import dev.rudp.transport.ack.ReceivedPackets;
import dev.rudp.transport.ack.RttEstimator;
import dev.rudp.transport.ack.SentPackets;
import dev.rudp.transport.ack.Sequence16;
import dev.rudp.transport.buffer.BufferPool;
import dev.rudp.transport.channel.ChannelSpec;
import dev.rudp.transport.channel.MessageFrame;
import dev.rudp.transport.channel.MessageSink;
import dev.rudp.transport.channel.ReceivingChannel;
import dev.rudp.transport.channel.SendResult;
import dev.rudp.transport.channel.SendingChannel;
import dev.rudp.transport.wire.ByteReader;
import dev.rudp.transport.wire.ByteWriter;

/// One peer's reliable messages over lossy payloads. Sans-IO, reusable by [#reset]. Owner: the
/// shard thread; not thread-safe.
///
/// Contract: put messages in with [#send], once per tick (and when [#nextDeadlineNs()] has passed)
/// call [#pollPayload] until it returns 0; give every payload that arrives to [#onPayload]. `send`
/// itself moves no deadline: what is queued leaves with the next flush.
///
/// Holds less than 16 KiB; all further memory comes from the [BufferPool] while messages wait, and
/// is back when nothing waits. Steady state allocates nothing.
public final class Connection {
    /// The longest payload that [#pollPayload] writes, and that the secure connection carries.
    public static final int PAYLOAD_BYTES_MAX = 1_200;

    /// What [#nextDeadlineNs()] returns when time alone changes nothing.
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    private static final int PROBE_DOUBLINGS_MAX = 10;

    private final ConnectionContext context;
    private final ConnectionConfig config;
    private final SendingChannel[] sending;
    private final ReceivingChannel[] receiving;
    private final RttEstimator rtt = new RttEstimator();
    private final LossEstimator loss = new LossEstimator();
    private final RateMeter sentRate = new RateMeter();
    private final RateMeter ackedRate = new RateMeter();
    private final RateMeter receivedRate = new RateMeter();
    private final SentPackets sent = new SentPackets(rtt);
    private final ReceivedPackets received = new ReceivedPackets();
    private final FragmentAssembler assembler;
    private final PacketFragmenter fragmenter;
    private final ConnectionCounters counters = new ConnectionCounters();
    private final PacketFate fate = new Fate();
    private final Delivery delivery = new Delivery();

    private boolean open;

    /// The newest packet that a header of ours named.
    private int reportedAck;

    /// When acks must leave even without messages.
    private long ackDeadlineNs;

    /// When reliable messages that an event made due (a loss, a window that opened) leave even
    /// without a flush.
    private long workDeadlineNs;

    private long probeStartNs;
    private int probesInRow;

    /// A connection that shares nothing, for a single client or a test.
    public Connection(ConnectionConfig config) {
        this(new ConnectionContext(config, new BufferPool(4L << 20)));
    }

    /// @param context shared by all connections of the owner's thread
    public Connection(ConnectionContext context) {
        this.context = context;
        config = context.config;
        int count = config.channels().size();
        sending = new SendingChannel[count];
        receiving = new ReceivingChannel[count];
        for (int i = 0; i < count; i++) {
            ChannelSpec spec = config.channels().get(i);
            sending[i] = SendingChannel.of(spec, i, context.pool);
            receiving[i] = ReceivingChannel.of(spec, context.pool);
        }
        assembler = new FragmentAssembler(context.pool, context.packetBytesMax);
        fragmenter = new PacketFragmenter(context.pool);
        reset(0);
        close();
    }

    /// Starts anew, for a new peer.
    public void reset(long nowNs) {
        clear();
        rtt.reset();
        loss.reset();
        sentRate.reset(nowNs);
        ackedRate.reset(nowNs);
        receivedRate.reset(nowNs);
        counters.reset();
        open = true;
    }

    /// Ends it: gives all pooled memory back and refuses further messages until [#reset].
    public void close() {
        clear();
        open = false;
    }

    /// Copies a message into a channel's queue.
    ///
    /// @param channel a declared channel id
    public SendResult send(int channel, byte[] message, int offset, int length) {
        if (!open) {
            return SendResult.CLOSED;
        }
        assert context.isDeclared(channel) : "channel " + channel + " is not declared";
        SendResult result = sending[context.index(channel)].send(message, offset, length);
        if (result == SendResult.QUEUED) {
            counters.messagesSent++;
        }
        return result;
    }

    /// Takes a payload from the peer and delivers the messages that it completes.
    ///
    /// @return false when no conforming peer sends such a payload; the reason is counted
    public boolean onPayload(byte[] bytes, int offset, int length, long nowNs, MessageSink sink) {
        if (!open) {
            return true;
        }
        counters.payloadsReceived++;
        counters.payloadBytesReceived += length;
        receivedRate.add(length, nowNs);
        if (length > 0 && PacketHeader.isFragment(bytes, offset)) {
            return onFragment(bytes, offset, length, nowNs, sink);
        }
        PacketHeader receiveHeader = context.receiveHeader;
        int headerBytes = receiveHeader.read(bytes, offset, length);
        if (headerBytes == PacketHeader.MALFORMED) {
            return reject(PayloadDrop.MALFORMED_HEADER);
        }
        return onPacket(
                receiveHeader, bytes, offset + headerBytes, length - headerBytes, nowNs, sink);
    }

    /// Writes the next payload that is due: all due messages that fit, or a fragment of a long one,
    /// or acks alone when they have waited long enough.
    ///
    /// @param out at least [#PAYLOAD_BYTES_MAX] bytes from `offset`
    /// @return the bytes written, at most [#PAYLOAD_BYTES_MAX]; 0 when nothing is due
    public int pollPayload(byte[] out, int offset, long nowNs) {
        assert out.length - offset >= PAYLOAD_BYTES_MAX;
        if (!open) {
            return 0;
        }
        if (!fragmenter.isIdle()) {
            return countSent(fragmenter.next(out, offset, context.sendHeader), nowNs);
        }
        onTimers(nowNs);
        PacketHeader sendHeader = context.sendHeader;
        ByteWriter writer = context.writer;
        int ack = received.ackAfter(reportedAck);
        sendHeader.set(sent.nextSequence(), ack, received.ackBits(ack));
        int headerBytes = sendHeader.write(out, offset);
        writer.wrap(out, offset + headerBytes, PAYLOAD_BYTES_MAX - headerBytes);
        boolean carries = false;
        for (SendingChannel channel : sending) {
            carries |= channel.fill(writer, sent);
        }
        if (!carries && beginLongPacket(nowNs)) {
            return countSent(fragmenter.next(out, offset, sendHeader), nowNs);
        }
        if (!carries) {
            workDeadlineNs = NO_DEADLINE;
            if (ackDeadlineNs > nowNs) {
                return 0;
            }
            counters.ackOnlySent++;
        }
        int payloadBytes = headerBytes + writer.length();
        if (workDeadlineNs != NO_DEADLINE && !isMessageDue()) {
            workDeadlineNs = NO_DEADLINE;
        }
        onPacketSent(payloadBytes, carries, nowNs);
        return countSent(payloadBytes, nowNs);
    }

    /// {@return whether a further [#pollPayload] would write something now}
    public boolean isDue(long nowNs) {
        return open && (!fragmenter.isIdle() || ackDeadlineNs <= nowNs || isMessageDue());
    }

    /// Reads ahead. Thousands of connections fit no cache, and what one packet needs of its
    /// connection lies in some twenty cache lines, most of them behind another. Read when needed,
    /// each costs a whole latency of the memory; read for a group of connections before the first
    /// of them is worked on, they are fetched side by side. First this for all of the group, then
    /// [#touchFurther].
    ///
    /// @return means nothing, but must be used, so that the compiler keeps the reads
    public long touch() {
        return rtt.touch()
                + sent.touch()
                + sentRate.touch()
                + ackedRate.touch()
                + receivedRate.touch()
                + counters.payloadsSent
                + counters.messagesDelivered
                + assembler.deadlineNs()
                + received.ack()
                + (fragmenter.isIdle() ? 1 : 0)
                + sending.length
                + receiving.length;
    }

    /// Reads ahead the connection's own fields.
    public long touchFirst() {
        return probeStartNs + ackDeadlineNs + (open ? 1 : 0);
    }

    /// Reads ahead what lies behind what [#touch] has read.
    public long touchFurther() {
        long sum = sent.touchRecords() + received.touch();
        for (int i = 0; i < sending.length; i++) {
            sum += sending[i].touch() + receiving[i].touch();
        }
        return sum;
    }

    /// {@return when [#pollPayload] should be called even if nobody sends anything new}
    public long nextDeadlineNs() {
        long deadlineNs = Math.min(ackDeadlineNs, workDeadlineNs);
        deadlineNs = Math.min(deadlineNs, assembler.deadlineNs());
        return awaitsAck()
                ? Math.min(deadlineNs, Math.min(sent.lossDeadlineNs(), probeDeadlineNs()))
                : deadlineNs;
    }

    /// {@return the smoothed round-trip time, the peer's wait before its answer included; 100 ms
    /// before the first ack}
    public long rttNs() {
        return rtt.rttNs();
    }

    /// {@return the smoothed change between consecutive round trips}
    public long jitterNs() {
        return rtt.jitterNs();
    }

    /// {@return the share of our packets that is lost lately, 0..1}
    public float lossRatio() {
        return loss.ratio();
    }

    /// {@return whether an ack came: before, [#rttNs()] is an assumption}
    public boolean isRttKnown() {
        return rtt.isSampled();
    }

    public double sentBytesPerSecond(long nowNs) {
        return sentRate.bytesPerSecond(nowNs);
    }

    /// {@return the rate that is known to have reached the peer}
    public double ackedBytesPerSecond(long nowNs) {
        return ackedRate.bytesPerSecond(nowNs);
    }

    public double receivedBytesPerSecond(long nowNs) {
        return receivedRate.bytesPerSecond(nowNs);
    }

    public ConnectionCounters counters() {
        return counters;
    }

    /// {@return the messages of a channel that wait for sending or for their ack}
    public int queuedMessages(int channel) {
        return sending[context.index(channel)].queuedMessages();
    }

    /// {@return the reliable pieces sent again so far}
    public long piecesResent() {
        long total = 0;
        for (SendingChannel channel : sending) {
            total += channel.resent();
        }
        return total;
    }

    /// {@return the bytes held for received messages that are not complete or not in turn}
    public int heldBytes() {
        int total = 0;
        for (ReceivingChannel channel : receiving) {
            total += channel.heldBytes();
        }
        return total;
    }

    private void clear() {
        for (int i = 0; i < sending.length; i++) {
            sending[i].reset();
            receiving[i].reset();
        }
        sent.reset();
        received.reset();
        assembler.reset();
        fragmenter.reset();
        reportedAck = received.ack();
        ackDeadlineNs = NO_DEADLINE;
        workDeadlineNs = NO_DEADLINE;
        probeStartNs = 0;
        probesInRow = 0;
    }

    private boolean onFragment(byte[] bytes, int offset, int length, long nowNs, MessageSink sink) {
        return switch (assembler.onFragment(bytes, offset, length, nowNs)) {
            case KEPT -> true;
            case MALFORMED -> reject(PayloadDrop.MALFORMED_FRAGMENT);
            case TOO_LARGE -> reject(PayloadDrop.TOO_LARGE);
            case IGNORED -> ignore(PayloadDrop.LATE_FRAGMENT);
            case NO_MEMORY -> ignore(PayloadDrop.NO_MEMORY);
            case COMPLETE -> {
                boolean conforming =
                        onPacket(
                                assembler.header(),
                                assembler.packet(),
                                0,
                                assembler.packetBytes(),
                                nowNs,
                                sink);
                assembler.release();
                yield conforming;
            }
        };
    }

    private boolean onPacket(
            PacketHeader header,
            byte[] bytes,
            int offset,
            int length,
            long nowNs,
            MessageSink sink) {
        int sequence = header.sequence();
        if (received.isStale(sequence)) {
            return ignore(PayloadDrop.STALE);
        }
        if (received.isDuplicate(sequence)) {
            return ignore(PayloadDrop.DUPLICATE);
        }
        // The whole packet is checked before any of it counts: it is taken or dropped, never half.
        if (!isWellFormed(context.reader.wrap(bytes, offset, length))) {
            return reject(PayloadDrop.MALFORMED_MESSAGE);
        }
        // Behind a gap, an ack may be one that was lost before: it says nothing about the RTT.
        boolean firstReport = sequence == Sequence16.plus(received.ack(), 1);
        sent.onAcks(header.ack(), header.ackBits(), firstReport, nowNs, fate);
        if (accept(context.reader.wrap(bytes, offset, length), sink)) {
            received.mark(sequence);
            if (length > 0 && ackDeadlineNs == NO_DEADLINE) {
                ackDeadlineNs = nowNs + config.ackDelayMaxNs();
            }
        } else {
            counters.count(PayloadDrop.REFUSED);
        }
        noteReliableWork(nowNs);
        return true;
    }

    private boolean isWellFormed(ByteReader in) {
        MessageFrame frame = context.frame;
        while (in.remaining() > 0) {
            if (!frame.read(in)) {
                return false;
            }
            if (!context.isDeclared(frame.channel())
                    || !receiving[context.index(frame.channel())].isPossible(frame)) {
                return false;
            }
        }
        return true;
    }

    private boolean accept(ByteReader in, MessageSink sink) {
        MessageFrame frame = context.frame;
        delivery.target = sink;
        boolean accepted = true;
        while (in.remaining() > 0) {
            frame.read(in);
            ReceivingChannel channel = receiving[context.index(frame.channel())];
            accepted &= channel.accept(frame, in.array(), delivery);
        }
        return accepted;
    }

    private boolean isMessageDue() {
        for (SendingChannel channel : sending) {
            if (channel.isDue()) {
                return true;
            }
        }
        return false;
    }

    private void onTimers(long nowNs) {
        if (sent.lossDeadlineNs() <= nowNs) {
            sent.detectLosses(nowNs, fate);
        }
        if (awaitsAck() && probeDeadlineNs() <= nowNs) {
            counters.probes++;
            probesInRow++;
            probeStartNs = nowNs;
            for (SendingChannel channel : sending) {
                channel.probe(MessageFrame.PIECE_BYTES);
            }
        }
        assembler.expire(nowNs);
    }

    private long probeDeadlineNs() {
        long timeoutNs =
                rtt.probeTimeoutNs(config.ackDelayMaxNs())
                        << Math.min(probesInRow, PROBE_DOUBLINGS_MAX);
        return probeStartNs + Math.min(timeoutNs, config.probeTimeoutMaxNs());
    }

    private boolean awaitsAck() {
        for (SendingChannel channel : sending) {
            if (channel.awaitsAck()) {
                return true;
            }
        }
        return false;
    }

    /// A message that fits into no single packet becomes a fragmented packet of its own.
    private boolean beginLongPacket(long nowNs) {
        for (SendingChannel channel : sending) {
            int frameBytes = channel.oversizedFrameBytes();
            if (frameBytes == 0) {
                continue;
            }
            byte[] packet = fragmenter.begin(frameBytes);
            if (packet == null) {
                counters.messagesUnsendable++;
                channel.dropNext();
                continue;
            }
            channel.fill(context.writer.wrap(packet, 0, frameBytes), sent);
            fragmenter.commit(context.sendHeader, frameBytes);
            onPacketSent(frameBytes, true, nowNs);
            return true;
        }
        return false;
    }

    private void onPacketSent(int packetBytes, boolean carries, long nowNs) {
        if (sent.itemsInMaking() > 0) {
            probeStartNs = nowNs;
        }
        sent.onSent(packetBytes, carries, nowNs, fate);
        counters.packetsSent++;
        reportedAck = context.sendHeader.ack();
        // After a burst of more than 32, one header is not enough for all acks.
        ackDeadlineNs = reportedAck == received.ack() ? NO_DEADLINE : nowNs;
    }

    private int countSent(int payloadBytes, long nowNs) {
        counters.payloadsSent++;
        counters.payloadBytesSent += payloadBytes;
        sentRate.add(payloadBytes, nowNs);
        return payloadBytes;
    }

    private void noteReliableWork(long nowNs) {
        if (workDeadlineNs != NO_DEADLINE) {
            return;
        }
        for (SendingChannel channel : sending) {
            if (channel.isReliableDue()) {
                workDeadlineNs = nowNs + config.ackDelayMaxNs();
                return;
            }
        }
    }

    private boolean reject(PayloadDrop reason) {
        counters.count(reason);
        return false;
    }

    private boolean ignore(PayloadDrop reason) {
        counters.count(reason);
        return true;
    }

    private final class Fate implements PacketFate {
        @Override
        public void onPacketAcked(long packet, int bytes, boolean wasLost, long nowNs) {
            counters.packetsAcked++;
            probesInRow = 0;
            ackedRate.add(bytes, nowNs);
            if (wasLost) {
                counters.packetsLostWrongly++;
                loss.onLateAck();
            } else {
                loss.onAcked();
            }
        }

        @Override
        public void onPacketLost(long packet, int bytes, long nowNs) {
            counters.packetsLost++;
            loss.onLost();
        }

        @Override
        public void onItemAcked(int item) {
            sending[item >>> 16].onAcked(item & 0xFFFF);
        }

        @Override
        public void onItemLost(int item) {
            sending[item >>> 16].onLost(item & 0xFFFF);
        }
    }

    /// Counts on the way to the owner's sink.
    private final class Delivery implements MessageSink {
        private MessageSink target = (channel, bytes, offset, length) -> {};

        @Override
        public void onMessage(int channel, byte[] bytes, int offset, int length) {
            counters.messagesDelivered++;
            target.onMessage(channel, bytes, offset, length);
        }
    }
}
