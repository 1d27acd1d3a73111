package dev.rudp.transport.connection;

import dev.rudp.transport.ack.LossEstimator;
import dev.rudp.transport.ack.PacketFate;
import dev.rudp.transport.ack.PacketFragmenter;
import dev.rudp.transport.ack.PacketHeader;
import dev.rudp.transport.ack.RateMeter;
import dev.rudp.transport.ack.RttEstimator;
import dev.rudp.transport.ack.SentPackets;
import dev.rudp.transport.channel.ChannelSpec;
import dev.rudp.transport.channel.DeliveryOutcome;
import dev.rudp.transport.channel.MessageFrame;
import dev.rudp.transport.channel.ReceiptSink;
import dev.rudp.transport.channel.SendResult;
import dev.rudp.transport.channel.SendingChannel;
import dev.rudp.transport.congestion.CongestionController;
import dev.rudp.transport.congestion.Pacer;
import dev.rudp.transport.wire.ByteWriter;

/// What a [Connection] does to get messages across: composes packets, hears of their fate, and
/// knows when to try again. Owner: the shard thread.
final class SendingSide {
    private static final int PROBE_DOUBLINGS_MAX = 10;

    /// RFC 9002 §6.2.4 allows two: that one of them is lost is then no reason to wait again.
    private static final int PROBE_PACKETS = 2;

    private final ConnectionContext context;
    private final ConnectionConfig config;
    private final ConnectionCounters counters;
    private final ReceivingSide receiving;
    private final SendingChannel[] channels;
    private final ChannelScheduler scheduler;
    private final RttEstimator rtt = new RttEstimator();
    private final LossEstimator loss = new LossEstimator();
    private final RateMeter sentRate = new RateMeter();
    private final RateMeter ackedRate = new RateMeter();
    private final SentPackets sent = new SentPackets(rtt);
    private final CongestionController congestion = CongestionController.create();
    private final Pacer pacer = new Pacer(congestion);
    private final PacketFragmenter fragmenter;
    private final PacketFate fate = new Fate();

    /// When reliable messages that an event made due (a loss, a window that opened) leave even
    /// without a flush.
    private long workDeadlineNs;

    /// The earliest deadline of a queued message.
    private long expiryNs;

    private ReceiptSink receipts = ReceiptSink.NONE;

    /// When the pacer lets the next piece out.
    private long paceDeadlineNs;

    private long probeStartNs;
    private int probesInRow;

    /// Packets that may leave against window and pacer, because they probe.
    private int probePackets;

    /// Whether the packet in the making has pieces: then the peer says how long its ack waits.
    private boolean hasPieces;

    /// @param receiving whose acks ride on the packets
    SendingSide(ConnectionContext context, ConnectionCounters counters, ReceivingSide receiving) {
        this.context = context;
        this.counters = counters;
        this.receiving = receiving;
        config = context.config;
        int count = config.channels().size();
        channels = new SendingChannel[count];
        for (int i = 0; i < count; i++) {
            channels[i] =
                    SendingChannel.of(config.channels().get(i), i, context.pool, this::onReceipt);
        }
        scheduler = new ChannelScheduler(context, channels);
        fragmenter = new PacketFragmenter(context.pool);
    }

    void reset(long nowNs) {
        clear();
        rtt.reset();
        loss.reset();
        sentRate.reset(nowNs);
        ackedRate.reset(nowNs);
        congestion.reset(nowNs);
        pacer.reset(nowNs);
    }

    /// Nothing is known of the path that packets take from now on (RFC 9000 §9.4).
    void onPathChanged(long nowNs) {
        sent.onPathChanged();
        rtt.reset();
        loss.reset();
        congestion.reset(nowNs);
        pacer.reset(nowNs);
        probeStartNs = nowNs;
        probesInRow = 0;
        notePacing(nowNs);
    }

    /// Gives all pooled memory back.
    void clear() {
        for (SendingChannel channel : channels) {
            channel.reset();
        }
        scheduler.reset();
        sent.reset();
        fragmenter.reset();
        workDeadlineNs = Connection.NO_DEADLINE;
        receipts = ReceiptSink.NONE;
        expiryNs = Connection.NO_DEADLINE;
        paceDeadlineNs = Connection.NO_DEADLINE;
        probeStartNs = 0;
        probesInRow = 0;
        probePackets = 0;
    }

    void receipts(ReceiptSink sink) {
        receipts = sink;
    }

    /// @param channel its place among the connection's channels
    SendResult send(
            int channel, byte[] message, int offset, int length, long deadlineNs, int receipt) {
        ChannelSpec spec = config.channels().get(channel);
        if (length > spec.maxMessageBytes()) {
            return SendResult.TOO_LARGE;
        }
        expiryNs = Math.min(expiryNs, deadlineNs);
        SendingChannel to = channels[channel];
        int packed = context.packer.pack(spec, message, offset, length);
        return packed < 0
                ? to.send(message, offset, length, false, deadlineNs, receipt)
                : to.send(context.packer.packed(), 0, packed, true, deadlineNs, receipt);
    }

    /// The peer says how far a channel may go.
    void onWindow(int channel, int pieceLimit, int byteLimit) {
        channels[channel].onWindow(pieceLimit, byteLimit);
    }

    /// Writes the next payload that is due, as [Connection#pollPayload] says.
    int poll(byte[] out, int offset, long nowNs) {
        if (!fragmenter.isIdle()) {
            return countSent(fragmenter.next(out, offset, context.sendHeader), nowNs);
        }
        onTimers(nowNs);
        PacketHeader header = context.sendHeader;
        ByteWriter writer = context.writer;
        receiving.writeAcks(header, sent.nextSequence());
        boolean full = sent.isFull(nowNs);
        int first = full ? -1 : scheduler.oversizedFirst(allowed(nowNs));
        if (first >= 0 && beginLongPacket(first, nowNs)) {
            return countSent(fragmenter.next(out, offset, header), nowNs);
        }
        int headerBytes = header.write(out, offset);
        writer.wrap(out, offset + headerBytes, Connection.PAYLOAD_BYTES_MAX - headerBytes);
        boolean carries = !full && fill(writer, nowNs);
        if (!carries && !full && pacer.maySendLive(nowNs) && beginLongPacket(nowNs)) {
            return countSent(fragmenter.next(out, offset, header), nowNs);
        }
        if (!carries) {
            // When too many packets are unresolved, time alone may make room.
            boolean waits = full && isMessageDue();
            workDeadlineNs = waits ? nowNs + config.ackDelayMaxNs() : Connection.NO_DEADLINE;
            notePacing(nowNs);
            if (receiving.ackDeadlineNs() > nowNs) {
                return 0;
            }
            counters.ackOnlySent++;
        }
        receiving.writeAckDelay(header, writer, nowNs);
        int payloadBytes = headerBytes + writer.length();
        if (workDeadlineNs != Connection.NO_DEADLINE && !isMessageDue()) {
            workDeadlineNs = Connection.NO_DEADLINE;
        }
        onPacketSent(payloadBytes, carries, nowNs);
        notePacing(nowNs);
        return countSent(payloadBytes, nowNs);
    }

    boolean isDue(long nowNs) {
        return !fragmenter.isIdle()
                || receiving.ackDeadlineNs() <= nowNs
                || (maySendAny(nowNs) && !sent.isFull(nowNs));
    }

    /// Takes the acks of a header from the wire.
    ///
    /// @param firstReport see [SentPackets#onAcks]
    void onAcks(PacketHeader header, boolean firstReport, long ackDelayNs, long nowNs) {
        sent.onAcks(header.ack(), header.ackBits(), firstReport, ackDelayNs, nowNs, fate);
        congestion.onAcksDone(nowNs);
    }

    /// Sees to it that what an event made due leaves even without a flush.
    void noteReliableWork(long nowNs) {
        if (pacer.isHolding()) {
            notePacing(nowNs);
        }
        if (workDeadlineNs != Connection.NO_DEADLINE) {
            return;
        }
        for (SendingChannel channel : channels) {
            if (channel.isReliableDue()) {
                workDeadlineNs = nowNs + config.ackDelayMaxNs();
                return;
            }
        }
        if (receiving.isWindowDue()) {
            workDeadlineNs = nowNs + config.ackDelayMaxNs();
        }
    }

    long deadlineNs() {
        long dueNs = Math.min(Math.min(workDeadlineNs, paceDeadlineNs), expiryNs);
        return mayProbe()
                ? Math.min(dueNs, Math.min(sent.lossDeadlineNs(), probeDeadlineNs()))
                : dueNs;
    }

    CongestionController congestion() {
        return congestion;
    }

    Pacer pacer() {
        return pacer;
    }

    RttEstimator rtt() {
        return rtt;
    }

    LossEstimator loss() {
        return loss;
    }

    RateMeter sentRate() {
        return sentRate;
    }

    RateMeter ackedRate() {
        return ackedRate;
    }

    int queuedMessages(int channel) {
        return channels[channel].queuedMessages();
    }

    long piecesResent() {
        long total = 0;
        for (SendingChannel channel : channels) {
            total += channel.resent();
        }
        return total;
    }

    /// Reads ahead this object's own fields, see [Connection#touch].
    long touchFirst() {
        return probeStartNs + workDeadlineNs;
    }

    long touch() {
        return rtt.touch()
                + sent.touch()
                + pacer.touch()
                + sentRate.touch()
                + ackedRate.touch()
                + scheduler.touch()
                + (fragmenter.isIdle() ? 1 : 0)
                + channels.length;
    }

    /// Reads ahead what lies behind what [#touch] has read.
    long touchFurther() {
        long sum = sent.touchRecords();
        for (SendingChannel channel : channels) {
            sum += channel.touch();
        }
        return sum;
    }

    /// Fills a packet with what is due, pieces only as window and pacer allow, and what room is
    /// left with repairs.
    ///
    /// @return whether anything is in it
    private boolean fill(ByteWriter writer, long nowNs) {
        boolean carries = receiving.fillWindows(writer, sent);
        carries |= scheduler.fill(writer, sent, allowed(nowNs));
        hasPieces = (scheduler.wrote() & context.paced) != 0;
        float repairsPerPiece = carries ? RepairRate.perPiece(loss.ratio()) : 0;
        if (repairsPerPiece > 0) {
            for (SendingChannel channel : channels) {
                channel.repair(writer, sent, repairsPerPiece);
            }
        }
        return carries;
    }

    /// {@return the channels that may send now, as bits by their place}
    private long allowed(long nowNs) {
        long live = pacer.maySendLive(nowNs) ? ~context.paced : 0;
        return mayPace(nowNs) ? live | context.paced : live;
    }

    /// {@return whether pieces are due and may leave}
    private boolean mayPace(long nowNs) {
        return isPieceDue() && (probePackets > 0 || pacer.mayPace(sent.bytesInFlight(), nowNs));
    }

    private boolean maySendAny(long nowNs) {
        return receiving.isWindowDue()
                || mayPace(nowNs)
                || (isLiveDue() && pacer.maySendLive(nowNs));
    }

    /// Sees to it that what the pacer holds leaves as soon as it may.
    private void notePacing(long nowNs) {
        paceDeadlineNs =
                isPieceDue() ? pacer.nextNs(sent.bytesInFlight(), nowNs) : Connection.NO_DEADLINE;
    }

    private boolean isPieceDue() {
        for (int i = 0; i < channels.length; i++) {
            if (context.isPaced(i) && channels[i].isDue()) {
                return true;
            }
        }
        return false;
    }

    private boolean isLiveDue() {
        for (int i = 0; i < channels.length; i++) {
            if (!context.isPaced(i) && channels[i].isDue()) {
                return true;
            }
        }
        return false;
    }

    private boolean isMessageDue() {
        for (SendingChannel channel : channels) {
            if (channel.isDue()) {
                return true;
            }
        }
        return receiving.isWindowDue();
    }

    private void onTimers(long nowNs) {
        if (sent.lossDeadlineNs() <= nowNs) {
            sent.detectLosses(nowNs, fate);
        }
        if (mayProbe() && probeDeadlineNs() <= nowNs) {
            counters.probes++;
            probesInRow++;
            probeStartNs = nowNs;
            probePackets = PROBE_PACKETS;
            markForProbe();
            receiving.probeWindows();
        }
        if (expiryNs <= nowNs) {
            expire(nowNs);
        }
        receiving.expire(nowNs);
    }

    private void expire(long nowNs) {
        long earliestNs = Connection.NO_DEADLINE;
        for (SendingChannel channel : channels) {
            channel.expire(nowNs);
            earliestNs = Math.min(earliestNs, channel.expiryNs());
        }
        expiryNs = earliestNs;
    }

    private long probeDeadlineNs() {
        long firstNs = rtt.probeTimeoutNs(config.ackDelayMaxNs());
        long timeoutNs = firstNs << Math.min(probesInRow, PROBE_DOUBLINGS_MAX);
        // The bound limits the back-off, never the round trip itself.
        return probeStartNs + Math.min(timeoutNs, Math.max(firstNs, config.probeTimeoutMaxNs()));
    }

    /// Also pieces that were never sent make a probe, when a window full of live messages that are
    /// lost, but not yet known to be, holds them.
    private boolean mayProbe() {
        return awaitsAck() || (pacer.isHolding() && isPieceDue());
    }

    private boolean awaitsAck() {
        for (SendingChannel channel : channels) {
            if (channel.awaitsAck()) {
                return true;
            }
        }
        return receiving.awaitsWindowAck();
    }

    private void onReceipt(int channel, int receipt, DeliveryOutcome outcome) {
        receipts.onReceipt(channel, receipt, outcome);
    }

    /// A message that fits into no single packet becomes a fragmented packet of its own.
    private boolean beginLongPacket(long nowNs) {
        for (int i = 0; i < channels.length; i++) {
            if (channels[i].oversizedFrameBytes() > 0 && beginLongPacket(i, nowNs)) {
                return true;
            }
        }
        return false;
    }

    private boolean beginLongPacket(int index, long nowNs) {
        SendingChannel channel = channels[index];
        int frameBytes = channel.oversizedFrameBytes();
        byte[] packet = fragmenter.begin(frameBytes);
        if (packet == null) {
            counters.messagesUnsendable++;
            channel.dropNext();
            return false;
        }
        if (!channel.fill(context.writer.wrap(packet, 0, frameBytes), sent, frameBytes)) {
            fragmenter.reset();
            return false;
        }
        hasPieces = false;
        scheduler.onLongPacket(index);
        fragmenter.commit(context.sendHeader, frameBytes);
        onPacketSent(frameBytes, true, nowNs);
        return true;
    }

    private void onPacketSent(int packetBytes, boolean carries, long nowNs) {
        if (sent.itemsInMaking() > 0) {
            probeStartNs = nowNs;
            onProbeSent();
        }
        sent.onSent(context.sendHeader, packetBytes, carries, carries && hasPieces, nowNs, fate);
        if (carries) {
            pacer.onSent(packetBytes, nowNs);
        }
        counters.packetsSent++;
        receiving.onAckSent(context.sendHeader.ack(), nowNs);
    }

    /// The second packet of a probe carries the same pieces once more.
    private void onProbeSent() {
        if (probePackets > 0 && --probePackets > 0) {
            markForProbe();
        }
    }

    private void markForProbe() {
        for (SendingChannel channel : channels) {
            channel.probe(MessageFrame.PIECE_BYTES);
        }
    }

    private int countSent(int payloadBytes, long nowNs) {
        counters.payloadsSent++;
        counters.payloadBytesSent += payloadBytes;
        sentRate.add(payloadBytes, nowNs);
        return payloadBytes;
    }

    private final class Fate implements PacketFate {
        @Override
        public void onPacketAcked(long packet, int bytes, boolean wasLost, long nowNs) {
            counters.packetsAcked++;
            probesInRow = 0;
            probePackets = 0;
            ackedRate.add(bytes, nowNs);
            if (!sent.isOfPath(packet)) {
                return;
            }
            congestion.onAcked(bytes, nowNs);
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
            if (sent.isOfPath(packet)) {
                congestion.onLost(bytes);
                loss.onLost();
            }
        }

        @Override
        public void onRttSample(long rttNs, boolean isExact, long nowNs) {
            congestion.onRttSample(rttNs, isExact ? 0 : config.ackDelayMaxNs(), nowNs);
        }

        @Override
        public void onReportArrived(int ack, int ackBits) {
            receiving.onReportArrived(ack, ackBits);
        }

        @Override
        public void onReportLost(int ack, int ackBits, long nowNs) {
            receiving.onReportLost(ack, ackBits, nowNs);
        }

        @Override
        public void onItemAcked(int item) {
            if ((item & ReceivingSide.WINDOW_ITEM) == 0) {
                channels[item >>> 16].onAcked(item & 0xFFFF);
            } else {
                receiving.onWindowAcked(item);
            }
        }

        @Override
        public void onItemLost(int item) {
            if ((item & ReceivingSide.WINDOW_ITEM) == 0) {
                channels[item >>> 16].onLost(item & 0xFFFF);
            } else {
                receiving.onWindowLost(item);
            }
        }
    }
}
