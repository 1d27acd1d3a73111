package dev.rudp.transport.connection;

import dev.rudp.transport.buffer.BufferPool;
import dev.rudp.transport.channel.MessageSink;
import dev.rudp.transport.channel.ReceiptSink;
import dev.rudp.transport.channel.SendResult;
import dev.rudp.transport.channel.SendingChannel;

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

    /// The receipt of a message that nobody wants to hear of.
    public static final int NO_RECEIPT = SendingChannel.NO_RECEIPT;

    private final ConnectionContext context;
    private final ConnectionCounters counters = new ConnectionCounters();
    private final ReceivingSide receiving;
    private final SendingSide sending;
    private boolean open;

    /// A connection that shares nothing, for a single client or a test.
    public Connection(ConnectionConfig config) {
        this(new ConnectionContext(config, new BufferPool(4L << 20)));
    }

    /// @param context shared by all connections of the owner's thread
    public Connection(ConnectionContext context) {
        this.context = context;
        receiving = new ReceivingSide(context, counters);
        sending = new SendingSide(context, counters, receiving);
        reset(0);
        close();
    }

    /// Starts anew, for a new peer.
    public void reset(long nowNs) {
        receiving.reset(nowNs);
        sending.reset(nowNs);
        counters.reset();
        open = true;
    }

    /// The peer is at another host now: round trip, loss and what the path carries are not known,
    /// and what is still on its way on the old path says nothing about them.
    public void onPathChanged(long nowNs) {
        if (open) {
            sending.onPathChanged(nowNs);
        }
    }

    /// Ends it: gives all pooled memory back and refuses further messages until [#reset].
    public void close() {
        receiving.clear();
        sending.clear();
        open = false;
    }

    /// Who hears what became of messages sent with a receipt, from within [#onPayload],
    /// [#pollPayload] and [#send], until the next [#reset] or [#close].
    public void receipts(ReceiptSink sink) {
        sending.receipts(sink);
    }

    /// Copies a message into a channel's queue.
    ///
    /// @param channel a declared channel id
    public SendResult send(int channel, byte[] message, int offset, int length) {
        return send(channel, message, offset, length, NO_DEADLINE, NO_RECEIPT);
    }

    /// Copies a message into a channel's queue, to be given up at a deadline, or to hear what
    /// becomes of it.
    ///
    /// @param channel a declared channel id
    /// @param deadlineNs when it is given up unless it is known to have arrived (reliable modes) or
    ///   has been sent (the others); [#NO_DEADLINE] for never
    /// @param receipt any number for the [#receipts] sink, or [#NO_RECEIPT]
    public SendResult send(
            int channel, byte[] message, int offset, int length, long deadlineNs, int receipt) {
        if (!open) {
            return SendResult.CLOSED;
        }
        assert context.isDeclared(channel) : "channel " + channel + " is not declared";
        SendResult result =
                sending.send(context.index(channel), message, offset, length, deadlineNs, receipt);
        if (result == SendResult.QUEUED) {
            counters.messagesSent++;
        }
        return result;
    }

    /// Stops delivery from a reliable channel. What still arrives is held, up to the channel's
    /// window; then the sender waits, and its `send` says [SendResult#FULL]. May be called from the
    /// sink, for the messages after the one it is given.
    public void pause(int channel) {
        assert isPieced(channel) : "channel " + channel + " has no window";
        receiving.pause(context.index(channel));
    }

    /// Delivers what a paused channel holds, and from now on at once. Not to be called from the
    /// sink, which may [#pause] again.
    ///
    /// @return false when memory for a long message was missing: the channel is still paused
    public boolean resume(int channel, MessageSink sink) {
        assert isPieced(channel) : "channel " + channel + " has no window";
        return receiving.resume(context.index(channel), sink);
    }

    /// Takes a payload from the peer and delivers the messages that it completes.
    ///
    /// @return false when no conforming peer sends such a payload; the reason is counted
    public boolean onPayload(byte[] bytes, int offset, int length, long nowNs, MessageSink sink) {
        return !open || receiving.onPayload(bytes, offset, length, nowNs, sending, sink);
    }

    /// Writes the next payload that is due: all due messages that fit, or a fragment of a long one,
    /// or acks alone when they have waited long enough.
    ///
    /// @param out at least [#PAYLOAD_BYTES_MAX] bytes from `offset`
    /// @return the bytes written, at most [#PAYLOAD_BYTES_MAX]; 0 when nothing is due
    public int pollPayload(byte[] out, int offset, long nowNs) {
        assert out.length - offset >= PAYLOAD_BYTES_MAX;
        return open ? sending.poll(out, offset, nowNs) : 0;
    }

    /// {@return whether a further [#pollPayload] would write something now}
    public boolean isDue(long nowNs) {
        return open && sending.isDue(nowNs);
    }

    /// Reads ahead. Thousands of connections fit no cache, and what one packet needs of its
    /// connection lies in some twenty cache lines, most of them behind another. Read when needed,
    /// each costs a whole latency of the memory; read for a group of connections before the first
    /// of them is worked on, they are fetched side by side. First this for all of the group, then
    /// [#touchFurther].
    ///
    /// @return means nothing, but must be used, so that the compiler keeps the reads
    public long touch() {
        return counters.payloadsSent
                + counters.messagesDelivered
                + sending.touch()
                + receiving.touch();
    }

    /// Reads ahead the connection's own fields.
    public long touchFirst() {
        return (open ? 1 : 0) + sending.touchFirst() + receiving.touchFirst();
    }

    /// Reads ahead what lies behind what [#touch] has read.
    public long touchFurther() {
        return sending.touchFurther() + receiving.touchFurther();
    }

    /// {@return when [#pollPayload] should be called even if nobody sends anything new}
    public long nextDeadlineNs() {
        return Math.min(sending.deadlineNs(), receiving.deadlineNs());
    }

    /// {@return the smoothed round-trip time, the peer's wait before its answer included; 100 ms
    /// before the first ack}
    public long rttNs() {
        return sending.rtt().rttNs();
    }

    /// {@return the smoothed change between consecutive round trips}
    public long jitterNs() {
        return sending.rtt().jitterNs();
    }

    /// {@return the share of our packets that is lost lately, 0..1}
    public float lossRatio() {
        return sending.loss().ratio();
    }

    /// {@return whether an ack came: before, [#rttNs()] is an assumption}
    public boolean isRttKnown() {
        return sending.rtt().isSampled();
    }

    public double sentBytesPerSecond(long nowNs) {
        return sending.sentRate().bytesPerSecond(nowNs);
    }

    /// {@return the rate that is known to have reached the peer}
    public double ackedBytesPerSecond(long nowNs) {
        return sending.ackedRate().bytesPerSecond(nowNs);
    }

    public double receivedBytesPerSecond(long nowNs) {
        return receiving.bytesPerSecond(nowNs);
    }

    /// {@return the bytes per second that the path carries for this connection, as far as known}:
    /// who sends less adds no delay. It follows the path within a second or two, and does not grow
    /// while the application sends much less.
    public long sendRateBytesPerSecond() {
        return sending.congestion().bytesPerSecond();
    }

    /// {@return the bytes that the messages of the next `intervalNs` should have at most}, so that
    /// nothing waits in a queue: to be asked before a snapshot is made. Unreliable messages beyond
    /// it are sent all the same, up to twice the rate; reliable ones wait for what is left.
    public long sendBudgetBytes(long intervalNs, long nowNs) {
        return sending.pacer().budgetBytes(intervalNs, nowNs);
    }

    /// {@return how many bytes may be on their way without their acks}
    public long congestionWindowBytes() {
        return sending.congestion().windowBytes();
    }

    public ConnectionCounters counters() {
        return counters;
    }

    /// {@return the messages of a channel that wait for sending or for their ack}
    public int queuedMessages(int channel) {
        return sending.queuedMessages(context.index(channel));
    }

    /// {@return the reliable pieces sent again so far}
    public long piecesResent() {
        return sending.piecesResent();
    }

    /// {@return the reliable pieces that were lost, and computed from repairs instead}
    public long piecesRepaired() {
        return receiving.piecesRepaired();
    }

    /// {@return the bytes held for received messages that are not complete or not in turn}
    public int heldBytes() {
        return receiving.heldBytes();
    }

    private boolean isPieced(int channel) {
        return context.isDeclared(channel)
                && context.config.channels().get(context.index(channel)).mode().isPieced();
    }
}
