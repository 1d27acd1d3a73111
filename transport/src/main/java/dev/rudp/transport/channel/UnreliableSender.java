package dev.rudp.transport.channel;

import dev.rudp.transport.ack.SentPackets;
import dev.rudp.transport.buffer.BufferPool;
import dev.rudp.transport.wire.ByteWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Sends each message once, numbered so that the receiver can drop the late or doubled ones. Owner:
/// the shard thread.
final class UnreliableSender implements SendingChannel {
    private static final int MESSAGES_INITIAL = 4;
    private static final byte EXPIRED = 1;

    private final ChannelSpec spec;
    private final int index;
    private final ReceiptSink receipts;
    private final ByteFifo bytes;

    // The queued messages, a ring.
    private int[] lengths = new int[MESSAGES_INITIAL];

    /// [MessageFrame#COMPRESSED] or 0, and whether it [#EXPIRED].
    private byte[] marks = new byte[MESSAGES_INITIAL];

    // Made when first used.
    private long @Nullable [] deadlinesNs;
    private int @Nullable [] wanted;
    private @Nullable PendingReceipts pending;

    private int first;
    private int count;
    private int nextSequence;
    private long expiryNs;

    UnreliableSender(ChannelSpec spec, int index, BufferPool pool, ReceiptSink receipts) {
        this.spec = spec;
        this.index = index;
        this.receipts = receipts;
        this.bytes = new ByteFifo(pool);
        expiryNs = NO_DEADLINE;
    }

    @Override
    public void reset() {
        bytes.reset();
        deadlinesNs = null;
        wanted = null;
        pending = null;
        first = 0;
        count = 0;
        nextSequence = 0;
        expiryNs = NO_DEADLINE;
    }

    @Override
    public SendResult send(
            byte[] message,
            int offset,
            int length,
            boolean compressed,
            long deadlineNs,
            int receipt) {
        if (length > spec.maxMessageBytes()) {
            return SendResult.TOO_LARGE;
        }
        if (count == spec.capacityMessages()
                || bytes.size() + length > spec.queueBytes()
                || !bytes.add(message, offset, length)) {
            return SendResult.FULL;
        }
        if (count == lengths.length) {
            grow();
        }
        int place = place(count);
        lengths[place] = length;
        marks[place] = (byte) (compressed ? MessageFrame.COMPRESSED : 0);
        if (deadlineNs != NO_DEADLINE || deadlinesNs != null) {
            deadlines()[place] = deadlineNs;
            expiryNs = Math.min(expiryNs, deadlineNs);
        }
        if (receipt != NO_RECEIPT || wanted != null) {
            wanted()[place] = receipt;
        }
        count++;
        return SendResult.QUEUED;
    }

    @Override
    public void expire(long nowNs) {
        long[] all = deadlinesNs;
        if (nowNs < expiryNs || all == null) {
            return;
        }
        expiryNs = NO_DEADLINE;
        for (int i = 0; i < count; i++) {
            int place = place(i);
            if (marks[place] == EXPIRED) {
                continue;
            }
            if (all[place] <= nowNs) {
                marks[place] = EXPIRED;
                tell(takeWanted(place), DeliveryOutcome.EXPIRED);
            } else {
                expiryNs = Math.min(expiryNs, all[place]);
            }
        }
        dropExpired();
    }

    @Override
    public long expiryNs() {
        return expiryNs;
    }

    @Override
    public boolean fill(ByteWriter out, SentPackets packet, int bytesMax) {
        int before = out.length();
        while (count > 0 && out.length() - before < bytesMax) {
            int length = lengths[first];
            int flags = marks[first];
            if (MessageFrame.frameBytes(length, flags) > out.remaining()) {
                break;
            }
            int receipt = wanted == null ? NO_RECEIPT : wanted[first];
            if (receipt != NO_RECEIPT && !packet.hasRoomForItem()) {
                break;
            }
            MessageFrame.writeHead(out, spec.id(), flags, nextSequence, length);
            bytes.copyTo(out, bytes.tail() - bytes.size(), length);
            if (receipt != NO_RECEIPT) {
                packet.addItem((index << 16) | nextSequence);
                tell(pending().put(nextSequence, takeWanted(first)), DeliveryOutcome.LOST);
            }
            nextSequence = (nextSequence + 1) & 0xFFFF;
            remove();
        }
        return out.length() > before;
    }

    @Override
    public boolean isDue() {
        return count > 0;
    }

    @Override
    public long touch() {
        return lengths[0] + bytes.tail();
    }

    @Override
    public int oversizedFrameBytes() {
        if (count == 0) {
            return 0;
        }
        int frame = MessageFrame.frameBytes(lengths[first], marks[first]);
        return frame > MessageFrame.PACKET_FRAME_BYTES_MAX ? frame : 0;
    }

    @Override
    public void dropNext() {
        tell(takeWanted(first), DeliveryOutcome.LOST);
        remove();
    }

    @Override
    public void onAcked(int sequence) {
        settle(sequence, DeliveryOutcome.DELIVERED);
    }

    @Override
    public void onLost(int sequence) {
        settle(sequence, DeliveryOutcome.LOST);
    }

    @Override
    public int queuedMessages() {
        return count;
    }

    private void settle(int sequence, DeliveryOutcome outcome) {
        PendingReceipts open = pending;
        if (open != null) {
            tell(open.take(sequence), outcome);
        }
    }

    private void tell(int receipt, DeliveryOutcome outcome) {
        if (receipt != NO_RECEIPT) {
            receipts.onReceipt(spec.id(), receipt, outcome);
        }
    }

    private int takeWanted(int place) {
        int[] all = wanted;
        if (all == null) {
            return NO_RECEIPT;
        }
        int receipt = all[place];
        all[place] = NO_RECEIPT;
        return receipt;
    }

    private void remove() {
        removeFirst();
        dropExpired();
    }

    private void dropExpired() {
        while (count > 0 && marks[first] == EXPIRED) {
            removeFirst();
        }
    }

    private void removeFirst() {
        bytes.remove(lengths[first]);
        first = place(1);
        count--;
    }

    private int place(int ofQueue) {
        return (first + ofQueue) & (lengths.length - 1);
    }

    private long[] deadlines() {
        long[] all = deadlinesNs;
        if (all == null) {
            all = new long[lengths.length];
            Arrays.fill(all, NO_DEADLINE);
            deadlinesNs = all;
        }
        return all;
    }

    private int[] wanted() {
        int[] all = wanted;
        if (all == null) {
            all = new int[lengths.length];
            wanted = all;
        }
        return all;
    }

    private PendingReceipts pending() {
        PendingReceipts open = pending;
        if (open == null) {
            open = new PendingReceipts();
            pending = open;
        }
        return open;
    }

    /// Doubles the rings, which are full: what wrapped around continues behind the old end.
    private void grow() {
        int old = lengths.length;
        lengths = Arrays.copyOf(lengths, old * 2);
        System.arraycopy(lengths, 0, lengths, old, first);
        marks = Arrays.copyOf(marks, old * 2);
        System.arraycopy(marks, 0, marks, old, first);
        if (deadlinesNs != null) {
            deadlinesNs = Arrays.copyOf(deadlinesNs, old * 2);
            System.arraycopy(deadlinesNs, 0, deadlinesNs, old, first);
        }
        if (wanted != null) {
            wanted = Arrays.copyOf(wanted, old * 2);
            System.arraycopy(wanted, 0, wanted, old, first);
        }
    }
}
