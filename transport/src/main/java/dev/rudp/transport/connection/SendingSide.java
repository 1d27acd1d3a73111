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
import dev.rudp.transport.wire.ByteWriter;

/// What a [Connection] does to get messages across: composes packets, hears of their fate, and
/// knows when to try again. Owner: the shard thread.
final class SendingSide {
    private static final int PROBE_DOUBLINGS_MAX = 10;

    /// On a path that loses less, resends after proven loss are enough, and repeats a waste.
    private static final float REPEAT_LOSS_RATIO_MIN = 0.005f;

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
    private final PacketFragmenter fragmenter;
    private final PacketFate fate = new Fate();

    /// When reliable messages that an event made due (a loss, a window that opened) leave even
    /// without a flush.
    private long workDeadlineNs;

    /// The earliest deadline of a queued message.
    private long expiryNs;

    private ReceiptSink receipts = ReceiptSink.NONE;
    private long probeStartNs;
    private int probesInRow;

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
        probeStartNs = 0;
        probesInRow = 0;
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
        int first = full ? -1 : scheduler.oversizedFirst();
        if (first >= 0 && beginLongPacket(first, nowNs)) {
            return countSent(fragmenter.next(out, offset, header), nowNs);
        }
        int headerBytes = header.write(out, offset);
        writer.wrap(out, offset + headerBytes, Connection.PAYLOAD_BYTES_MAX - headerBytes);
        boolean carries = !full && fill(writer);
        if (!carries && !full && beginLongPacket(nowNs)) {
            return countSent(fragmenter.next(out, offset, header), nowNs);
        }
        if (!carries) {
            // When too many packets are unresolved, time alone may make room.
            boolean waits = full && isMessageDue();
            workDeadlineNs = waits ? nowNs + config.ackDelayMaxNs() : Connection.NO_DEADLINE;
            if (receiving.ackDeadlineNs() > nowNs) {
                return 0;
            }
            counters.ackOnlySent++;
        }
        int payloadBytes = headerBytes + writer.length();
        if (workDeadlineNs != Connection.NO_DEADLINE && !isMessageDue()) {
            workDeadlineNs = Connection.NO_DEADLINE;
        }
        onPacketSent(payloadBytes, carries, nowNs);
        return countSent(payloadBytes, nowNs);
    }

    boolean isDue(long nowNs) {
        return !fragmenter.isIdle()
                || receiving.ackDeadlineNs() <= nowNs
                || (isMessageDue() && !sent.isFull(nowNs));
    }

    /// Takes the acks of a header from the wire.
    ///
    /// @param firstReport see [SentPackets#onAcks]
    void onAcks(PacketHeader header, boolean firstReport, long nowNs) {
        sent.onAcks(header.ack(), header.ackBits(), firstReport, nowNs, fate);
    }

    /// Sees to it that what an event made due leaves even without a flush.
    void noteReliableWork(long nowNs) {
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
        long deadlineNs = Math.min(workDeadlineNs, expiryNs);
        return awaitsAck()
                ? Math.min(deadlineNs, Math.min(sent.lossDeadlineNs(), probeDeadlineNs()))
                : deadlineNs;
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

    /// Fills a packet with what is due, and what room is left with repeats.
    ///
    /// @return whether anything is in it
    private boolean fill(ByteWriter writer) {
        boolean carries = receiving.fillWindows(writer, sent);
        carries |= scheduler.fill(writer, sent);
        if (carries && loss.ratio() >= REPEAT_LOSS_RATIO_MIN) {
            for (SendingChannel channel : channels) {
                channel.repeat(writer, sent);
            }
        }
        return carries;
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
        if (awaitsAck() && probeDeadlineNs() <= nowNs) {
            counters.probes++;
            probesInRow++;
            probeStartNs = nowNs;
            for (SendingChannel channel : channels) {
                channel.probe(MessageFrame.PIECE_BYTES);
            }
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
        long timeoutNs =
                rtt.probeTimeoutNs(config.ackDelayMaxNs())
                        << Math.min(probesInRow, PROBE_DOUBLINGS_MAX);
        return probeStartNs + Math.min(timeoutNs, config.probeTimeoutMaxNs());
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
        scheduler.onLongPacket(index);
        fragmenter.commit(context.sendHeader, frameBytes);
        onPacketSent(frameBytes, true, nowNs);
        return true;
    }

    private void onPacketSent(int packetBytes, boolean carries, long nowNs) {
        if (sent.itemsInMaking() > 0) {
            probeStartNs = nowNs;
        }
        sent.onSent(packetBytes, carries, nowNs, fate);
        counters.packetsSent++;
        receiving.onAckSent(context.sendHeader.ack(), nowNs);
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
