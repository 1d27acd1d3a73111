package dev.rudp.transport.connection;

import dev.rudp.transport.ack.PacketHeader;
import dev.rudp.transport.buffer.BufferPool;
import dev.rudp.transport.channel.ChannelSpec;
import dev.rudp.transport.channel.ControlFrame;
import dev.rudp.transport.channel.MessageFrame;
import dev.rudp.transport.channel.MessagePacker;
import dev.rudp.transport.wire.ByteReader;
import dev.rudp.transport.wire.ByteWriter;
import java.util.Arrays;
import java.util.List;

/// What all connections of one thread have in common: the configuration, the memory that messages
/// wait in, and the places that a packet is read and written through. Owner: that thread.
///
/// A connection of its own would need none of this to be apart. But thousands of connections fit no
/// cache, and whatever each keeps for itself is fetched from memory again for every packet; what
/// they share stays near.
public final class ConnectionContext {
    private static final int NO_CHANNEL = -1;

    final ConnectionConfig config;
    final BufferPool pool;
    final PacketHeader sendHeader = new PacketHeader();
    final PacketHeader receiveHeader = new PacketHeader();
    final MessageFrame frame = new MessageFrame();
    final ControlFrame control = new ControlFrame();
    final MessagePacker packer = new MessagePacker();
    final ByteWriter writer = new ByteWriter();
    final ByteReader reader = new ByteReader();
    final ByteReader controlReader = new ByteReader();

    /// The longest packet that one message makes.
    final int packetBytesMax;

    /// Bits by channel's place, of those alike in priority; highest priority first.
    final long[] classes;

    /// Bit n: what channel n of the connection sends keeps to the congestion window and the pacer.
    final long paced;

    private final byte[] indexById = new byte[ChannelSpec.ID_MAX + 1];

    public ConnectionContext(ConnectionConfig config, BufferPool pool) {
        this.config = config;
        this.pool = pool;
        Arrays.fill(indexById, (byte) NO_CHANNEL);
        long pacedChannels = 0;
        int longest = MessageFrame.PACKET_FRAME_BYTES_MAX;
        for (int i = 0; i < config.channels().size(); i++) {
            ChannelSpec spec = config.channels().get(i);
            indexById[spec.id()] = (byte) i;
            if (spec.mode().isPieced()) {
                pacedChannels |= 1L << i;
            } else {
                longest = Math.max(longest, MessageFrame.HEAD_BYTES_MAX + spec.maxMessageBytes());
            }
        }
        packetBytesMax = longest;
        paced = pacedChannels;
        classes = classes(config.channels());
    }

    private static long[] classes(List<ChannelSpec> channels) {
        long[] byPriority = new long[ChannelSpec.PRIORITY_MAX + 1];
        for (int i = 0; i < channels.size(); i++) {
            byPriority[ChannelSpec.PRIORITY_MAX - channels.get(i).priority()] |= 1L << i;
        }
        return Arrays.stream(byPriority).filter(members -> members != 0).toArray();
    }

    /// {@return bits by channel's place: those of at least the priority of this one}
    long atLeast(int channel) {
        long all = 0;
        for (long members : classes) {
            all |= members;
            if ((members & 1L << channel) != 0) {
                break;
            }
        }
        return all;
    }

    /// @param channel its place
    int weight(int channel) {
        return config.channels().get(channel).weight();
    }

    boolean isDeclared(int channel) {
        return indexById[channel] != NO_CHANNEL;
    }

    /// {@return the place of a declared channel among the connection's channels}
    int index(int channel) {
        return indexById[channel];
    }

    /// {@return whether a channel sends in pieces until they arrive}: that can be as much as the
    /// application likes, and so keeps to the congestion window and the pacer. Other channels send
    /// each message about once, when it is due or never.
    ///
    /// @param index its place among the connection's channels
    boolean isPaced(int index) {
        return (paced >>> index & 1) != 0;
    }
}
