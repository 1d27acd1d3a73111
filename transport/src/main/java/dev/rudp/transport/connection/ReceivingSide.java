package dev.rudp.transport.connection;

import dev.rudp.transport.ack.FragmentAssembler;
import dev.rudp.transport.ack.PacketHeader;
import dev.rudp.transport.ack.RateMeter;
import dev.rudp.transport.ack.ReceivedPackets;
import dev.rudp.transport.ack.SentPackets;
import dev.rudp.transport.ack.Sequence16;
import dev.rudp.transport.channel.ChannelSpec;
import dev.rudp.transport.channel.ControlFrame;
import dev.rudp.transport.channel.MessageFrame;
import dev.rudp.transport.channel.MessageSink;
import dev.rudp.transport.channel.ReceiveWindow;
import dev.rudp.transport.channel.ReceivingChannel;
import dev.rudp.transport.wire.ByteReader;
import dev.rudp.transport.wire.ByteWriter;
import dev.rudp.transport.wire.LittleEndian;
import java.util.Objects;

/// What a [Connection] does with payloads that arrive: checks them whole, delivers their messages,
/// and knows which acks are owed. Owner: the shard thread.
final class ReceivingSide {
    /// Tells an item that is a window from those that are messages; the rest is the channel's
    /// place.
    static final int WINDOW_ITEM = 1 << 30;

    /// So many packets are not kept waiting for the ack delay: each is named by two headers, and
    /// the loss of one header costs nothing.
    private static final int ACK_EVERY = 16;

    /// A shorter wait is not worth saying.
    private static final long ACK_DELAY_NS_MIN = 1_000_000L;

    private static final int CHANNEL_BITS = 0x3F;

    private final ConnectionContext context;
    private final ConnectionCounters counters;
    private final ReceivingChannel[] channels;
    private final ReceivedPackets received = new ReceivedPackets();
    private final FragmentAssembler assembler;
    private final RateMeter rate = new RateMeter();
    private final Delivery delivery = new Delivery();

    /// The newest packet that a header of ours named.
    private int reportedAck;

    /// Bit by channel: those whose windows speak.
    private long speaking;

    /// Whether the packet that is being read must be acknowledged.
    private boolean asksForAck;

    /// Whether the packet that is being read has a message of a paced channel.
    private boolean isPaced;

    /// What the packet that is being read says of the wait of its ack.
    private long ackDelayNs;

    /// When the newest packet came, and whether its sender wants to know how long its ack waits.
    private long newestNs;

    private boolean newestIsPaced;

    /// When acks must leave even without messages.
    private long ackDeadlineNs;

    ReceivingSide(ConnectionContext context, ConnectionCounters counters) {
        this.context = context;
        this.counters = counters;
        int count = context.config.channels().size();
        channels = new ReceivingChannel[count];
        for (int i = 0; i < count; i++) {
            channels[i] =
                    ReceivingChannel.of(
                            context.config.channels().get(i), context.pool, context.packer);
        }
        assembler = new FragmentAssembler(context.pool, context.packetBytesMax);
    }

    void reset(long nowNs) {
        clear();
        rate.reset(nowNs);
    }

    /// Gives all pooled memory back.
    void clear() {
        speaking = 0;
        for (int i = 0; i < channels.length; i++) {
            channels[i].reset();
            ReceiveWindow window = channels[i].window();
            if (window != null && window.isDue()) {
                speaking |= 1L << i;
            }
        }
        received.reset();
        assembler.reset();
        reportedAck = received.ack();
        ackDeadlineNs = Connection.NO_DEADLINE;
        newestIsPaced = false;
    }

    /// Takes a payload; tells `sending` what its acks say.
    ///
    /// @return false when no conforming peer sends such a payload; the reason is counted
    boolean onPayload(
            byte[] bytes,
            int offset,
            int length,
            long nowNs,
            SendingSide sending,
            MessageSink sink) {
        counters.payloadsReceived++;
        counters.payloadBytesReceived += length;
        rate.add(length, nowNs);
        delivery.target = sink;
        if (length > 0 && PacketHeader.isFragment(bytes, offset)) {
            return onFragment(bytes, offset, length, nowNs, sending);
        }
        PacketHeader header = context.receiveHeader;
        int headerBytes = header.read(bytes, offset, length);
        if (headerBytes == PacketHeader.MALFORMED) {
            return reject(PayloadDrop.MALFORMED_HEADER);
        }
        return onPacket(header, bytes, offset + headerBytes, length - headerBytes, nowNs, sending);
    }

    /// Gives up fragmented packets whose time is over.
    void expire(long nowNs) {
        assembler.expire(nowNs);
    }

    /// Puts the acks that are due next into the header of the packet `sequence`.
    void writeAcks(PacketHeader header, int sequence) {
        int ack = received.ackAfter(reportedAck);
        header.set(sequence, ack, received.ackBits(ack));
    }

    /// Says how long the ack in the header has waited, if that matters: messages in pieces are sent
    /// again, and paced, by the RTT. Live messages are not: the steady game pays no byte.
    void writeAckDelay(PacketHeader header, ByteWriter out, long nowNs) {
        boolean isFirstReport = header.ack() != reportedAck && header.ack() == received.ack();
        long waitNs = nowNs - newestNs;
        if (isFirstReport && newestIsPaced && waitNs > ACK_DELAY_NS_MIN) {
            int micros = (int) Math.min(waitNs, context.config.ackDelayMaxNs()) / 1_000;
            int bytes = micros < 1 << 7 ? 1 : micros < 1 << 14 ? 2 : 3;
            if (out.remaining() >= 2 + bytes) {
                ControlFrame.writeHead(out, ControlFrame.ACK_DELAY, bytes);
                out.varU32(micros);
            }
        }
    }

    /// A packet with this ack in its header has left.
    void onAckSent(int ack, long nowNs) {
        if (Sequence16.isNewer(ack, reportedAck)) {
            reportedAck = ack;
        }
        received.onReportSent(ack);
        // After a burst of more than 32, one header is not enough for all acks.
        boolean isAll = ack == received.ack() && !received.mustTellAgain();
        ackDeadlineNs = isAll ? Connection.NO_DEADLINE : nowNs;
    }

    /// Holds back what arrives in a channel.
    void pause(int channel) {
        channels[channel].pause();
        speaking |= 1L << channel;
    }

    boolean resume(int channel, MessageSink sink) {
        delivery.target = sink;
        return channels[channel].resume(delivery);
    }

    /// Writes the windows that changed.
    ///
    /// @return whether anything was written
    boolean fillWindows(ByteWriter out, SentPackets packet) {
        boolean written = false;
        for (long rest = speaking; rest != 0; rest &= rest - 1) {
            int i = Long.numberOfTrailingZeros(rest);
            written |= window(i).fill(out, packet, WINDOW_ITEM | i);
        }
        return written;
    }

    boolean isWindowDue() {
        for (long rest = speaking; rest != 0; rest &= rest - 1) {
            if (window(Long.numberOfTrailingZeros(rest)).isDue()) {
                return true;
            }
        }
        return false;
    }

    /// {@return whether a window that was sent waits for its ack}
    boolean awaitsWindowAck() {
        for (long rest = speaking; rest != 0; rest &= rest - 1) {
            if (window(Long.numberOfTrailingZeros(rest)).awaitsAck()) {
                return true;
            }
        }
        return false;
    }

    /// Nothing was heard for long: unacknowledged windows go out again.
    void probeWindows() {
        for (long rest = speaking; rest != 0; rest &= rest - 1) {
            window(Long.numberOfTrailingZeros(rest)).probe();
        }
    }

    /// @param item one with [#WINDOW_ITEM]
    void onWindowAcked(int item) {
        window(item & CHANNEL_BITS).onAcked(item);
    }

    void onWindowLost(int item) {
        window(item & CHANNEL_BITS).onLost(item);
    }

    /// The acks in a header of ours have arrived.
    void onReportArrived(int ack, int ackBits) {
        received.onReportArrived(ack, ackBits);
    }

    /// The acks in a header of ours were lost; what only they said leaves at once.
    void onReportLost(int ack, int ackBits, long nowNs) {
        received.onReportLost(ack, ackBits);
        if (received.mustTellAgain()) {
            ackDeadlineNs = Math.min(ackDeadlineNs, nowNs);
        }
    }

    long ackDeadlineNs() {
        return ackDeadlineNs;
    }

    long deadlineNs() {
        return Math.min(ackDeadlineNs, assembler.deadlineNs());
    }

    double bytesPerSecond(long nowNs) {
        return rate.bytesPerSecond(nowNs);
    }

    int heldBytes() {
        int total = 0;
        for (ReceivingChannel channel : channels) {
            total += channel.heldBytes();
        }
        return total;
    }

    /// Reads ahead, see [Connection#touch].
    long touch() {
        return assembler.deadlineNs() + received.ack() + rate.touch() + channels.length;
    }

    /// Reads ahead this object's own fields.
    long touchFirst() {
        return ackDeadlineNs;
    }

    /// Reads ahead what lies behind what [#touch] has read.
    long touchFurther() {
        long sum = received.touch();
        for (ReceivingChannel channel : channels) {
            sum += channel.touch();
        }
        return sum;
    }

    private boolean onFragment(
            byte[] bytes, int offset, int length, long nowNs, SendingSide sending) {
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
                                sending);
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
            SendingSide sending) {
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
        // Whoever has to send a piece again should know soon (RFC 9000 §13.2.1).
        boolean gap = Sequence16.distance(sequence, received.ack()) > 1;
        sending.onAcks(header, firstReport, ackDelayNs, nowNs);
        long refusedBefore = context.packer.refused();
        if (accept(context.reader.wrap(bytes, offset, length), sending)) {
            received.mark(sequence);
            if (received.ack() == sequence) {
                newestNs = nowNs;
                newestIsPaced = isPaced;
            }
            if (asksForAck) {
                boolean isMany = Sequence16.distance(received.ack(), reportedAck) >= ACK_EVERY;
                boolean tellsGap = isPaced && gap;
                long waitNs = isMany || tellsGap ? 0 : context.config.ackDelayMaxNs();
                ackDeadlineNs = Math.min(ackDeadlineNs, nowNs + waitNs);
            }
        } else {
            counters.count(PayloadDrop.REFUSED);
        }
        if (context.packer.refused() != refusedBefore) {
            counters.count(PayloadDrop.BAD_COMPRESSION);
        }
        sending.noteReliableWork(nowNs);
        return true;
    }

    private boolean isWellFormed(ByteReader in) {
        MessageFrame frame = context.frame;
        ControlFrame control = context.control;
        asksForAck = false;
        isPaced = false;
        ackDelayNs = 0;
        while (in.remaining() > 0) {
            if (ControlFrame.isNext(in)) {
                if (!control.read(in)) {
                    return false;
                }
                asksForAck |= ControlFrame.asksForAck(control.type());
                if (!isPossible(control, in.array())) {
                    return false;
                }
                if (control.type() == ControlFrame.ACK_DELAY) {
                    readAckDelay(in.array(), control.offset(), control.length());
                }
                continue;
            }
            asksForAck = true;
            if (!frame.read(in)
                    || !context.isDeclared(frame.channel())
                    || !channels[context.index(frame.channel())].isPossible(frame)) {
                return false;
            }
            isPaced |= context.isPaced(context.index(frame.channel()));
        }
        return true;
    }

    /// More than the agreed longest wait is not believed (RFC 9002 §5.3).
    private void readAckDelay(byte[] bytes, int offset, int length) {
        int micros = context.controlReader.wrap(bytes, offset, length).varU32();
        if (!context.controlReader.failed() && micros >= 0) {
            ackDelayNs = Math.min(micros * 1_000L, context.config.ackDelayMaxNs());
        }
    }

    private boolean isPossible(ControlFrame control, byte[] bytes) {
        return switch (control.type()) {
            case ControlFrame.WINDOW ->
                    control.length() == ReceiveWindow.FRAME_LENGTH && reliableChannel(bytes) >= 0;
            case ControlFrame.REPAIR -> control.isPossibleRepair() && reliableChannel(bytes) >= 0;
            default -> true;
        };
    }

    /// {@return the place of the channel whose id the control frame begins with; negative: there is
    /// no reliable one}
    private int reliableChannel(byte[] bytes) {
        ControlFrame control = context.control;
        int id = bytes[control.offset()] & 0xFF;
        if (id > ChannelSpec.ID_MAX || !context.isDeclared(id)) {
            return -1;
        }
        int index = context.index(id);
        return channels[index].window() == null ? -1 : index;
    }

    private void onControl(byte[] bytes, SendingSide sending) {
        ControlFrame control = context.control;
        if (control.type() == ControlFrame.WINDOW) {
            int at = control.offset() + 1;
            sending.onWindow(
                    reliableChannel(bytes),
                    LittleEndian.u16(bytes, at),
                    LittleEndian.i32(bytes, at + 2));
        } else if (control.type() == ControlFrame.REPAIR) {
            channels[reliableChannel(bytes)].onRepair(
                    bytes, control.offset(), control.length(), delivery);
        }
    }

    /// {@return the pieces that were computed from repairs before they arrived}
    long piecesRepaired() {
        long total = 0;
        for (ReceivingChannel channel : channels) {
            total += channel.repaired();
        }
        return total;
    }

    private ReceiveWindow window(int channel) {
        return Objects.requireNonNull(channels[channel].window());
    }

    private boolean accept(ByteReader in, SendingSide sending) {
        MessageFrame frame = context.frame;
        boolean accepted = true;
        while (in.remaining() > 0) {
            if (ControlFrame.isNext(in)) {
                context.control.read(in);
                onControl(in.array(), sending);
                continue;
            }
            frame.read(in);
            ReceivingChannel channel = channels[context.index(frame.channel())];
            accepted &= channel.accept(frame, in.array(), delivery);
        }
        return accepted;
    }

    private boolean reject(PayloadDrop reason) {
        counters.count(reason);
        return false;
    }

    private boolean ignore(PayloadDrop reason) {
        counters.count(reason);
        return true;
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
