package dev.rudp.transport.channel;

import dev.rudp.transport.ack.SentPackets;
import dev.rudp.transport.buffer.BufferPool;
import dev.rudp.transport.wire.ByteWriter;
import org.jspecify.annotations.Nullable;

/// Keeps one state, the newest, and sends it until a packet with it is acknowledged. Owner: the
/// shard thread.
final class LatestSender implements SendingChannel {
    private enum Stage {
        NONE,
        UNSENT,
        IN_FLIGHT,
        LOST
    }

    private final ChannelSpec spec;
    private final int index;
    private final BufferPool pool;
    private final ReceiptSink receipts;

    private byte @Nullable [] state;
    private int length;
    private int flags;
    private Stage stage = Stage.NONE;

    /// The number of the state that was sent last.
    private int sequence;

    private int copiesInFlight;
    private int receipt;
    private long expiryNs;
    private long resent;

    LatestSender(ChannelSpec spec, int index, BufferPool pool, ReceiptSink receipts) {
        this.spec = spec;
        this.index = index;
        this.pool = pool;
        this.receipts = receipts;
        reset();
    }

    @Override
    public void reset() {
        receipt = NO_RECEIPT;
        end(DeliveryOutcome.LOST);
        sequence = 0xFFFF;
        resent = 0;
    }

    @Override
    public SendResult send(
            byte[] message,
            int offset,
            int messageBytes,
            boolean isCompressed,
            long deadlineNs,
            int newReceipt) {
        if (messageBytes > spec.maxMessageBytes()) {
            return SendResult.TOO_LARGE;
        }
        byte[] target = state;
        if (target == null || target.length < messageBytes) {
            target = pool.take(messageBytes);
            if (target == null) {
                return SendResult.FULL;
            }
            byte[] old = state;
            if (old != null) {
                pool.give(old);
            }
            state = target;
        }
        System.arraycopy(message, offset, target, 0, messageBytes);
        length = messageBytes;
        flags = isCompressed ? MessageFrame.COMPRESSED : 0;
        stage = Stage.UNSENT;
        copiesInFlight = 0;
        expiryNs = deadlineNs;
        int replaced = receipt;
        receipt = newReceipt;
        // Last, because whoever hears of it may send again.
        tell(replaced, DeliveryOutcome.REPLACED);
        return SendResult.QUEUED;
    }

    @Override
    public void expire(long nowNs) {
        if (expiryNs <= nowNs) {
            end(DeliveryOutcome.EXPIRED);
        }
    }

    @Override
    public long expiryNs() {
        return expiryNs;
    }

    @Override
    public boolean fill(ByteWriter out, SentPackets packet, int bytesMax) {
        byte[] source = state;
        if (source == null
                || !isDue()
                || MessageFrame.frameBytes(length, flags) > out.remaining()
                || !packet.hasRoomForItem()) {
            return false;
        }
        if (stage == Stage.LOST) {
            resent++;
        } else {
            sequence = (sequence + 1) & 0xFFFF;
        }
        MessageFrame.writeHead(out, spec.id(), flags, sequence, length);
        out.bytes(source, 0, length);
        packet.addItem((index << 16) | sequence);
        stage = Stage.IN_FLIGHT;
        copiesInFlight++;
        return true;
    }

    @Override
    public boolean isDue() {
        return stage == Stage.UNSENT || stage == Stage.LOST;
    }

    @Override
    public boolean isReliableDue() {
        return isDue();
    }

    @Override
    public long touch() {
        return sequence + length;
    }

    @Override
    public int oversizedFrameBytes() {
        int frame = MessageFrame.frameBytes(length, flags);
        return isDue() && frame > MessageFrame.PACKET_FRAME_BYTES_MAX ? frame : 0;
    }

    @Override
    public void onAcked(int ackedSequence) {
        if (ackedSequence == sequence && (stage == Stage.IN_FLIGHT || stage == Stage.LOST)) {
            end(DeliveryOutcome.DELIVERED);
        }
    }

    @Override
    public void onLost(int lostSequence) {
        if (lostSequence != sequence || stage != Stage.IN_FLIGHT) {
            return;
        }
        copiesInFlight--;
        // A probe may have sent another copy, whose fate is still open.
        if (copiesInFlight <= 0) {
            stage = Stage.LOST;
        }
    }

    @Override
    public boolean probe(int bytes) {
        if (stage != Stage.IN_FLIGHT) {
            return false;
        }
        stage = Stage.LOST;
        return true;
    }

    @Override
    public boolean awaitsAck() {
        return stage == Stage.IN_FLIGHT;
    }

    @Override
    public long resent() {
        return resent;
    }

    @Override
    public int queuedMessages() {
        return stage == Stage.NONE ? 0 : 1;
    }

    /// Forgets the state, and says why.
    private void end(DeliveryOutcome outcome) {
        byte[] old = state;
        if (old != null) {
            pool.give(old);
            state = null;
        }
        stage = Stage.NONE;
        copiesInFlight = 0;
        expiryNs = NO_DEADLINE;
        int told = receipt;
        receipt = NO_RECEIPT;
        tell(told, outcome);
    }

    private void tell(int told, DeliveryOutcome outcome) {
        if (told != NO_RECEIPT) {
            receipts.onReceipt(spec.id(), told, outcome);
        }
    }
}
