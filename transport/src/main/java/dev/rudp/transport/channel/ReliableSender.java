package dev.rudp.transport.channel;

import static dev.rudp.transport.channel.PieceRing.ACKED;
import static dev.rudp.transport.channel.PieceRing.IN_FLIGHT;
import static dev.rudp.transport.channel.PieceRing.LOST;

import dev.rudp.transport.ack.SentPackets;
import dev.rudp.transport.ack.Sequence16;
import dev.rudp.transport.buffer.BufferPool;
import dev.rudp.transport.wire.ByteWriter;

/// Sends messages in pieces, each piece until it is acknowledged; the receiver decides about their
/// order. Owner: the shard thread.
///
/// Pieces are numbered through. Of all queued pieces, a window of [ReceiveWindow#PIECES] and
/// [ReceiveWindow#BYTES] from the oldest unacknowledged one may be on their way, or what the peer
/// allows once it says so.
///
/// A message whose deadline passes is given up: its unacknowledged pieces become *void*, a few
/// bytes each, which travel like any other piece and tell the receiver not to wait.
final class ReliableSender implements SendingChannel {
    private final ChannelSpec spec;
    private final int index;
    private final ReceiptSink receipts;
    private final ByteFifo bytes;
    private final PieceRing ring = new PieceRing();
    private final RepairEncoder repairs;

    /// Not [MessageFrame#CONTINUES] where the order tells it.
    private final int wireFlags;

    private int lost;
    private int inFlight;
    private int messages;
    private long resent;
    private long expiryNs;

    /// Whether the peer has told its limits: the first piece that may not go, and how many bytes of
    /// the channel may.
    private boolean told;

    private long pieceLimit;
    private long byteLimit;

    /// First piece that was new to the packet in the making, and that packet's number.
    private long packetCursor;

    private long packetOfCursor;

    ReliableSender(ChannelSpec spec, int index, BufferPool pool, ReceiptSink receipts) {
        this.spec = spec;
        this.index = index;
        this.receipts = receipts;
        this.bytes = new ByteFifo(pool);
        repairs = new RepairEncoder(spec);
        wireFlags = spec.mode() == ChannelMode.RELIABLE_ORDERED ? ~MessageFrame.CONTINUES : ~0;
        expiryNs = NO_DEADLINE;
    }

    @Override
    public void reset() {
        bytes.reset();
        ring.reset();
        repairs.reset();
        lost = 0;
        inFlight = 0;
        messages = 0;
        resent = 0;
        expiryNs = NO_DEADLINE;
        packetCursor = 0;
        packetOfCursor = -1;
        told = false;
    }

    @Override
    public SendResult send(
            byte[] message,
            int offset,
            int messageBytes,
            boolean compressed,
            long deadlineNs,
            int receipt) {
        if (messageBytes > spec.maxMessageBytes()) {
            return SendResult.TOO_LARGE;
        }
        long start = bytes.tail();
        if (messages == spec.capacityMessages()
                || bytes.size() + messageBytes > spec.queueBytes()
                || !bytes.add(message, offset, messageBytes)) {
            return SendResult.FULL;
        }
        int done = 0;
        do {
            int piece = Math.min(MessageFrame.PIECE_BYTES, messageBytes - done);
            int flags =
                    done > 0 ? MessageFrame.CONTINUES : compressed ? MessageFrame.COMPRESSED : 0;
            flags |= done + piece < messageBytes ? MessageFrame.MORE : 0;
            ring.add(start + done, piece, flags);
            done += piece;
        } while (done < messageBytes);
        messages++;
        if (deadlineNs != NO_DEADLINE) {
            ring.deadline(ring.tail - 1, deadlineNs);
            expiryNs = Math.min(expiryNs, deadlineNs);
        }
        if (receipt != NO_RECEIPT) {
            ring.receipt(ring.tail - 1, receipt);
        }
        return SendResult.QUEUED;
    }

    @Override
    public void expire(long nowNs) {
        if (nowNs < expiryNs) {
            return;
        }
        expiryNs = NO_DEADLINE;
        long first = ring.base;
        for (long piece = ring.base; piece < ring.tail; piece++) {
            if ((ring.flags[ring.place(piece)] & MessageFrame.MORE) != 0) {
                continue;
            }
            long deadlineNs = ring.deadline(piece);
            if (deadlineNs <= nowNs) {
                ring.deadline(piece, NO_DEADLINE);
                giveUp(first, piece);
            } else {
                expiryNs = Math.min(expiryNs, deadlineNs);
            }
            first = piece + 1;
        }
    }

    @Override
    public long expiryNs() {
        return expiryNs;
    }

    @Override
    public boolean fill(ByteWriter out, SentPackets packet, int bytesMax) {
        int before = out.length();
        if (packetOfCursor != packet.count()) {
            packetOfCursor = packet.count();
            packetCursor = ring.cursor;
        }
        for (long piece = ring.base; lost > 0 && piece < ring.cursor; piece++) {
            if (ring.state[ring.place(piece)] == LOST) {
                if (out.length() - before >= bytesMax || !write(piece, out, packet)) {
                    return out.length() > before;
                }
                lost--;
                inFlight++;
                resent++;
            }
        }
        while (isInWindow(ring.cursor)
                && out.length() - before < bytesMax
                && write(ring.cursor, out, packet)) {
            ring.cursor++;
            inFlight++;
        }
        return out.length() > before;
    }

    @Override
    public void repair(ByteWriter out, SentPackets packet, float repairsPerPiece) {
        if (spec.repairBytes() > 0) {
            long end = packetOfCursor == packet.count() ? packetCursor : ring.cursor;
            repairs.fill(out, ring, bytes, end, wireFlags, repairsPerPiece);
        }
    }

    @Override
    public boolean isDue() {
        return isReliableDue();
    }

    @Override
    public long touch() {
        return ring.base + inFlight;
    }

    @Override
    public boolean isReliableDue() {
        return lost > 0 || isInWindow(ring.cursor);
    }

    @Override
    public void onAcked(int sequence) {
        long piece = Sequence16.atOrAbove(ring.base, sequence);
        if (piece >= ring.cursor) {
            return;
        }
        int place = ring.place(piece);
        switch (ring.state[place]) {
            case IN_FLIGHT -> inFlight--;
            case LOST -> lost--;
            default -> {
                return;
            }
        }
        ring.state[place] = ACKED;
        if (ring.hasReceipts()) {
            giveReceipt(piece);
        }
        while (ring.base < ring.cursor && ring.state[ring.place(ring.base)] == ACKED) {
            int oldest = ring.place(ring.base);
            bytes.remove(ring.length[oldest]);
            messages -= (ring.flags[oldest] & MessageFrame.MORE) == 0 ? 1 : 0;
            ring.base++;
        }
    }

    @Override
    public void onLost(int sequence) {
        long piece = Sequence16.atOrAbove(ring.base, sequence);
        if (piece >= ring.cursor) {
            return;
        }
        int place = ring.place(piece);
        ring.copiesInFlight[place]--;
        // A probe may have sent another copy, whose fate is still open.
        if (ring.state[place] == IN_FLIGHT && ring.copiesInFlight[place] <= 0) {
            makeDue(place);
        }
    }

    @Override
    public boolean probe(int probeBytes) {
        boolean awaits = inFlight > 0;
        int left = probeBytes;
        for (long piece = ring.base; inFlight > 0 && piece < ring.cursor && left > 0; piece++) {
            int place = ring.place(piece);
            if (ring.state[place] == IN_FLIGHT) {
                makeDue(place);
                left -= frameBytes(place);
            }
        }
        return awaits;
    }

    @Override
    public boolean awaitsAck() {
        return inFlight > 0;
    }

    @Override
    public void onWindow(int newPieceLimit, int newByteLimit) {
        if (!told) {
            told = true;
            pieceLimit = ring.base;
            byteLimit = bytes.tail() - bytes.size();
        }
        // Limits only grow: one that is lower comes late.
        pieceLimit += Math.max(0, Sequence16.distance(newPieceLimit, (int) pieceLimit & 0xFFFF));
        byteLimit += Math.max(0, newByteLimit - (int) byteLimit);
    }

    @Override
    public long resent() {
        return resent;
    }

    @Override
    public int queuedMessages() {
        return messages;
    }

    private void makeDue(int place) {
        ring.state[place] = LOST;
        inFlight--;
        lost++;
    }

    private void giveUp(long first, long last) {
        if (ring.areAcked(first, last)) {
            return;
        }
        for (long piece = first; piece <= last; piece++) {
            int place = ring.place(piece);
            if (ring.state[place] == ACKED) {
                continue;
            }
            ring.flags[place] =
                    (byte) ((ring.flags[place] & ~MessageFrame.COMPRESSED) | MessageFrame.VOID);
            if (ring.state[place] == IN_FLIGHT) {
                makeDue(place);
            }
        }
        tell(last, DeliveryOutcome.EXPIRED);
    }

    private void giveReceipt(long piece) {
        long last = ring.lastOf(piece);
        if (ring.receipt(last) != NO_RECEIPT && ring.areAcked(ring.firstOf(piece), last)) {
            tell(last, DeliveryOutcome.DELIVERED);
        }
    }

    private void tell(long last, DeliveryOutcome outcome) {
        int receipt = ring.receipt(last);
        if (receipt != NO_RECEIPT) {
            ring.receipt(last, NO_RECEIPT);
            receipts.onReceipt(spec.id(), receipt, outcome);
        }
    }

    private boolean isInWindow(long piece) {
        if (piece >= ring.tail) {
            return false;
        }
        int place = ring.place(piece);
        long end = ring.position[place] + ring.length[place];
        if (told) {
            return piece < pieceLimit && end <= byteLimit;
        }
        return piece - ring.base < ReceiveWindow.PIECES
                && end - (bytes.tail() - bytes.size()) <= ReceiveWindow.BYTES;
    }

    private boolean write(long piece, ByteWriter out, SentPackets packet) {
        int place = ring.place(piece);
        if (frameBytes(place) > out.remaining() || !packet.hasRoomForItem()) {
            return false;
        }
        int sequence = (int) piece & 0xFFFF;
        int flags = ring.flags[place] & wireFlags;
        MessageFrame.writeHead(out, spec.id(), flags, sequence, ring.length[place]);
        if ((flags & MessageFrame.VOID) == 0) {
            bytes.copyTo(out, ring.position[place], ring.length[place]);
        }
        packet.addItem((index << 16) | sequence);
        ring.state[place] = IN_FLIGHT;
        ring.copiesInFlight[place] =
                (byte) Math.min(ring.copiesInFlight[place] + 1, Byte.MAX_VALUE);
        return true;
    }

    private int frameBytes(int place) {
        return MessageFrame.frameBytes(ring.length[place], ring.flags[place] & wireFlags);
    }
}
