package dev.rudp.transport.channel;

import dev.rudp.transport.ack.SentPackets;
import dev.rudp.transport.buffer.BufferPool;
import dev.rudp.transport.wire.ByteWriter;
import java.util.Arrays;

/// Sends each message once, numbered so that the receiver can drop the late ones. Owner: the shard
/// thread.
final class SequencedSender implements SendingChannel {
    private static final int LENGTHS_INITIAL = 4;

    private final ChannelSpec spec;
    private final ByteFifo bytes;

    /// Lengths of the queued messages, a ring.
    private int[] lengths = new int[LENGTHS_INITIAL];

    private int first;
    private int count;
    private int nextSequence;

    SequencedSender(ChannelSpec spec, BufferPool pool) {
        this.spec = spec;
        this.bytes = new ByteFifo(pool);
    }

    @Override
    public void reset() {
        bytes.reset();
        first = 0;
        count = 0;
        nextSequence = 0;
    }

    @Override
    public SendResult send(byte[] message, int offset, int length) {
        if (length > spec.maxMessageBytes()) {
            return SendResult.TOO_LARGE;
        }
        if (count == spec.capacityMessages()
                || bytes.size() + length > spec.queueBytes()
                || !bytes.add(message, offset, length)) {
            return SendResult.FULL;
        }
        if (count == lengths.length) {
            growLengths();
        }
        lengths[(first + count) & (lengths.length - 1)] = length;
        count++;
        return SendResult.QUEUED;
    }

    @Override
    public boolean fill(ByteWriter out, SentPackets packet) {
        int before = out.length();
        while (count > 0 && MessageFrame.frameBytes(lengths[first]) <= out.remaining()) {
            int length = lengths[first];
            MessageFrame.writeHead(out, spec.id(), false, nextSequence, length);
            bytes.copyTo(out, bytes.tail() - bytes.size(), length);
            nextSequence = (nextSequence + 1) & 0xFFFF;
            dropNext();
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
        int frame = MessageFrame.frameBytes(lengths[first]);
        return frame > MessageFrame.PACKET_FRAME_BYTES_MAX ? frame : 0;
    }

    @Override
    public void dropNext() {
        bytes.remove(lengths[first]);
        first = (first + 1) & (lengths.length - 1);
        count--;
    }

    @Override
    public int queuedMessages() {
        return count;
    }

    private void growLengths() {
        int[] larger = Arrays.copyOf(lengths, lengths.length * 2);
        // What wrapped around continues behind the old end.
        System.arraycopy(lengths, 0, larger, lengths.length, first);
        lengths = larger;
    }
}
