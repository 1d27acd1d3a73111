package dev.rudp.transport.channel;

import dev.rudp.transport.wire.ByteReader;
import dev.rudp.transport.wire.ByteWriter;

/// Compresses messages where their channel asks for it and it gains, and unpacks them at the other
/// end: `varU` bytes of the message, then an LZ4 block of exactly these. One per thread, shared by
/// its connections; made of a few buffers when first used. Owner: the shard thread.
public final class MessagePacker {
    /// What a compressed message has more than its block: its length, and a byte of flags.
    private static final int OVERHEAD_BYTES = 4;

    private static final int BYTES_MAX = ChannelSpec.MESSAGE_BYTES_MAX;

    private final Lz4Block block = new Lz4Block();
    private final ByteWriter writer = new ByteWriter();
    private final ByteReader reader = new ByteReader();
    private byte[] packed = new byte[0];
    private byte[] unpacked = new byte[0];
    private long refused;

    /// Tries to compress a message that a channel is about to send.
    ///
    /// @return its compressed bytes, which are in [#packed()] until the next call; or -1 when it
    ///   stays as it is
    public int pack(ChannelSpec spec, byte[] message, int offset, int length) {
        if (spec.compressAboveBytes() == 0 || length <= spec.compressAboveBytes()) {
            return -1;
        }
        if (packed.length == 0) {
            packed = new byte[BYTES_MAX];
        }
        writer.wrap(packed, 0, BYTES_MAX).varU32(length);
        int head = writer.length();
        int body =
                block.pack(message, offset, length, packed, head, length - OVERHEAD_BYTES - head);
        return body == Lz4Block.NONE ? -1 : head + body;
    }

    public byte[] packed() {
        return packed;
    }

    /// {@return the compressed messages so far that were malformed, or longer than declared}
    public long refused() {
        return refused;
    }

    /// Delivers a received message.
    ///
    /// @return false when it is compressed, and malformed
    boolean deliver(
            ChannelSpec spec,
            byte[] bytes,
            int offset,
            int length,
            boolean compressed,
            MessageSink sink) {
        if (!compressed) {
            sink.onMessage(spec.id(), bytes, offset, length);
            return true;
        }
        int declared = reader.wrap(bytes, offset, length).varU32();
        if (reader.failed() || declared < 1 || declared > spec.maxMessageBytes()) {
            refused++;
            return false;
        }
        if (unpacked.length == 0) {
            unpacked = new byte[BYTES_MAX];
        }
        int at = reader.position();
        if (Lz4Block.unpack(bytes, at, reader.remaining(), unpacked, declared) != declared) {
            refused++;
            return false;
        }
        sink.onMessage(spec.id(), unpacked, 0, declared);
        return true;
    }
}
