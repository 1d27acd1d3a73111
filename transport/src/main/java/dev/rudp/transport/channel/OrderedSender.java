package dev.rudp.transport.channel;

import dev.rudp.transport.ack.SentPackets;
import dev.rudp.transport.ack.Sequence16;
import dev.rudp.transport.buffer.BufferPool;
import dev.rudp.transport.wire.ByteWriter;
import java.util.Arrays;

/// Sends messages in pieces, each piece until it is acknowledged. Owner: the shard thread.
///
/// Pieces are numbered through. Of all queued pieces, a window of [OrderedWindow#PIECES] and
/// [OrderedWindow#BYTES] from the oldest unacknowledged one may be on their way.
final class OrderedSender implements SendingChannel {
    private static final int PIECES_INITIAL = 8;
    private static final byte QUEUED = 0;
    private static final byte IN_FLIGHT = 1;
    private static final byte LOST = 2;
    private static final byte ACKED = 3;

    private final ChannelSpec spec;
    private final int index;
    private final ByteFifo bytes;

    // The queued pieces, rings of the same power of two; `& mask` of a piece's number is its place.
    private long[] position = new long[PIECES_INITIAL];
    private short[] length = new short[PIECES_INITIAL];
    private boolean[] more = new boolean[PIECES_INITIAL];
    private byte[] state = new byte[PIECES_INITIAL];
    private byte[] copiesInFlight = new byte[PIECES_INITIAL];

    /// Oldest unacknowledged piece, first never sent, first free number: base ≤ cursor ≤ tail.
    private long base;

    private long cursor;
    private long tail;
    private int lost;
    private int inFlight;
    private int messages;
    private long resent;

    OrderedSender(ChannelSpec spec, int index, BufferPool pool) {
        this.spec = spec;
        this.index = index;
        this.bytes = new ByteFifo(pool);
    }

    @Override
    public void reset() {
        bytes.reset();
        base = 0;
        cursor = 0;
        tail = 0;
        lost = 0;
        inFlight = 0;
        messages = 0;
        resent = 0;
    }

    @Override
    public SendResult send(byte[] message, int offset, int messageBytes) {
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
            addPiece(start + done, piece, done + piece < messageBytes);
            done += piece;
        } while (done < messageBytes);
        messages++;
        return SendResult.QUEUED;
    }

    @Override
    public boolean fill(ByteWriter out, SentPackets packet) {
        int before = out.length();
        for (long piece = base; lost > 0 && piece < cursor; piece++) {
            if (state[place(piece)] == LOST) {
                if (!write(piece, out, packet)) {
                    return out.length() > before;
                }
                lost--;
                resent++;
            }
        }
        while (isInWindow(cursor) && write(cursor, out, packet)) {
            cursor++;
        }
        return out.length() > before;
    }

    @Override
    public boolean isDue() {
        return isReliableDue();
    }

    @Override
    public long touch() {
        return base + inFlight;
    }

    @Override
    public boolean isReliableDue() {
        return lost > 0 || isInWindow(cursor);
    }

    @Override
    public void onAcked(int sequence) {
        long piece = Sequence16.atOrAbove(base, sequence);
        if (piece >= cursor) {
            return;
        }
        int place = place(piece);
        switch (state[place]) {
            case IN_FLIGHT -> inFlight--;
            case LOST -> lost--;
            default -> {
                return;
            }
        }
        state[place] = ACKED;
        while (base < cursor && state[place(base)] == ACKED) {
            int oldest = place(base);
            bytes.remove(length[oldest]);
            messages -= more[oldest] ? 0 : 1;
            base++;
        }
    }

    @Override
    public void onLost(int sequence) {
        long piece = Sequence16.atOrAbove(base, sequence);
        if (piece >= cursor) {
            return;
        }
        int place = place(piece);
        copiesInFlight[place]--;
        // A probe may have sent a second copy, whose fate is still open.
        if (state[place] == IN_FLIGHT && copiesInFlight[place] <= 0) {
            state[place] = LOST;
            inFlight--;
            lost++;
        }
    }

    @Override
    public boolean probe(int probeBytes) {
        boolean awaits = inFlight > 0;
        int left = probeBytes;
        for (long piece = base; inFlight > 0 && piece < cursor && left > 0; piece++) {
            int place = place(piece);
            if (state[place] == IN_FLIGHT) {
                state[place] = LOST;
                inFlight--;
                lost++;
                left -= MessageFrame.frameBytes(length[place]);
            }
        }
        return awaits;
    }

    @Override
    public boolean awaitsAck() {
        return inFlight > 0;
    }

    @Override
    public long resent() {
        return resent;
    }

    @Override
    public int queuedMessages() {
        return messages;
    }

    private boolean isInWindow(long piece) {
        if (piece >= tail || piece - base >= OrderedWindow.PIECES) {
            return false;
        }
        int place = place(piece);
        long end = position[place] + length[place];
        return end - (bytes.tail() - bytes.size()) <= OrderedWindow.BYTES;
    }

    private boolean write(long piece, ByteWriter out, SentPackets packet) {
        int place = place(piece);
        if (MessageFrame.frameBytes(length[place]) > out.remaining() || !packet.hasRoomForItem()) {
            return false;
        }
        int sequence = (int) piece & 0xFFFF;
        MessageFrame.writeHead(out, spec.id(), more[place], sequence, length[place]);
        bytes.copyTo(out, position[place], length[place]);
        packet.addItem((index << 16) | sequence);
        state[place] = IN_FLIGHT;
        inFlight++;
        copiesInFlight[place] = (byte) Math.min(copiesInFlight[place] + 1, Byte.MAX_VALUE);
        return true;
    }

    private void addPiece(long start, int pieceBytes, boolean moreFollow) {
        if (tail - base == position.length) {
            grow();
        }
        int place = place(tail);
        position[place] = start;
        length[place] = (short) pieceBytes;
        more[place] = moreFollow;
        state[place] = QUEUED;
        copiesInFlight[place] = 0;
        tail++;
    }

    private void grow() {
        int old = position.length;
        int larger = old * 2;
        position = Arrays.copyOf(position, larger);
        length = Arrays.copyOf(length, larger);
        more = Arrays.copyOf(more, larger);
        state = Arrays.copyOf(state, larger);
        copiesInFlight = Arrays.copyOf(copiesInFlight, larger);
        for (long piece = base; piece < tail; piece++) {
            int from = (int) piece & (old - 1);
            int to = (int) piece & (larger - 1);
            position[to] = position[from];
            length[to] = length[from];
            more[to] = more[from];
            state[to] = state[from];
            copiesInFlight[to] = copiesInFlight[from];
        }
    }

    private int place(long piece) {
        return (int) piece & (position.length - 1);
    }
}
