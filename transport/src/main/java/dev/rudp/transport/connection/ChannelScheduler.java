package dev.rudp.transport.connection;

import dev.rudp.transport.ack.SentPackets;
import dev.rudp.transport.channel.SendingChannel;
import dev.rudp.transport.wire.ByteWriter;
import java.util.Arrays;

/// Decides whose messages go into a packet when there is room for some only.
///
/// 1. A channel that had something due in [#PACKETS_PASSED_MAX] packets and got into none of them
///    goes first, with one frame, and of several the one that waited longest: nobody waits for
///    ever, that is for more than 16 packets and one for each channel.
/// 2. Then higher priorities before lower ones, strictly.
/// 3. Channels of one priority share by weight: deficit round robin (Shreedhar and Varghese, 1995),
///    in the variant that lets a channel overdraw and pay later, so that nobody needs to know the
///    next frame's size.
///
/// While everything fits, channels go in the order of priority, then id. Owner: the shard thread.
final class ChannelScheduler {
    /// How many packets in a row may leave without a channel that has something due, when no other
    /// channel starves.
    static final int PACKETS_PASSED_MAX = 16;

    /// What a channel of weight 1 may write per round, in bytes.
    private static final int QUANTUM_BYTES = 256;

    /// What a channel may owe for room that nobody else could use; the rest is a gift.
    private static final int DEBT_BYTES_MAX = 4_096;

    private static final int FRAME_BYTES_MIN = 4;

    private final ConnectionContext context;
    private final SendingChannel[] channels;
    private final int[] deficitBytes;
    private final byte[] passed;

    /// By priority class: whose turn it is.
    private final byte[] turn;

    /// Whether the three above are not all zero.
    private boolean isShort;

    /// Bit by channel: who has written into the packet in the making.
    private long wrote;

    ChannelScheduler(ConnectionContext context, SendingChannel[] channels) {
        this.context = context;
        this.channels = channels;
        deficitBytes = new int[channels.length];
        passed = new byte[channels.length];
        turn = new byte[context.classes.length];
    }

    void reset() {
        if (isShort) {
            Arrays.fill(deficitBytes, 0);
            Arrays.fill(passed, (byte) 0);
            Arrays.fill(turn, (byte) 0);
            isShort = false;
        }
    }

    /// Writes due frames, and notes who had to wait.
    ///
    /// @param allowed bits by channel: who may send at all; the others do not count as passed over
    /// @return whether anything was written
    boolean fill(ByteWriter out, SentPackets packet, long allowed) {
        int before = out.length();
        long due = due() & allowed;
        wrote = 0;
        int starving = mostStarving(due);
        if (starving >= 0) {
            write(starving, out, packet, 1);
        }
        for (int c = 0; c < context.classes.length && due != 0; c++) {
            long members = due & context.classes[c];
            if (Long.bitCount(members) > 1) {
                share(c, members, out, packet);
            } else if (members != 0) {
                write(Long.numberOfTrailingZeros(members), out, packet, Integer.MAX_VALUE);
            }
            if (out.remaining() < FRAME_BYTES_MIN) {
                break;
            }
        }
        if (due != 0 || isShort) {
            noteWhoWaits(allowed);
        }
        return out.length() > before;
    }

    /// {@return the channel whose next message must be a packet of its own and goes before all that
    /// fits into a common one, because it starves or has a higher priority; negative: none}
    ///
    /// @param allowed as in [#fill]
    int oversizedFirst(long allowed) {
        long due = due() & allowed;
        int starving = mostStarving(due);
        if (starving >= 0) {
            return channels[starving].oversizedFrameBytes() > 0 ? starving : -1;
        }
        for (long rest = due; rest != 0; rest &= rest - 1) {
            int i = Long.numberOfTrailingZeros(rest);
            boolean isAlone = (due & context.atLeast(i)) == 1L << i;
            if (isAlone && channels[i].oversizedFrameBytes() > 0) {
                return i;
            }
        }
        return -1;
    }

    /// A channel got a packet of its own.
    void onLongPacket(int channel) {
        wrote = 1L << channel;
        noteWhoWaits(-1);
    }

    /// {@return who has written into the newest packet, as bits by channel}
    long wrote() {
        return wrote;
    }

    /// Reads ahead, see [Connection#touch].
    long touch() {
        return isShort ? 1 : 0;
    }

    private long due() {
        long due = 0;
        for (int i = 0; i < channels.length; i++) {
            if (channels[i].isDue()) {
                due |= 1L << i;
            }
        }
        return due;
    }

    private int mostStarving(long due) {
        int most = -1;
        for (long rest = isShort ? due : 0; rest != 0; rest &= rest - 1) {
            int i = Long.numberOfTrailingZeros(rest);
            if (passed[i] >= PACKETS_PASSED_MAX && (most < 0 || passed[i] > passed[most])) {
                most = i;
            }
        }
        return most;
    }

    private void share(int c, long members, ByteWriter out, SentPackets packet) {
        long open = members;
        int unfit = -1;
        int i = turn[c];
        while (open != 0) {
            if ((open & 1L << i) != 0) {
                // Once somebody's next frame does not fit, the rest is room that only others can
                // use: they may, on credit, but nobody earns any more.
                if (unfit < 0 && deficitBytes[i] <= 0) {
                    deficitBytes[i] += QUANTUM_BYTES * context.weight(i);
                }
                if (unfit >= 0 || deficitBytes[i] > 0) {
                    int bytesMax = unfit >= 0 ? Integer.MAX_VALUE : deficitBytes[i];
                    int rest = deficitBytes[i] - write(i, out, packet, bytesMax);
                    deficitBytes[i] = Math.max(rest, -DEBT_BYTES_MAX);
                    if (!channels[i].isDue()) {
                        deficitBytes[i] = 0;
                        open &= ~(1L << i);
                    } else if (unfit >= 0 || deficitBytes[i] > 0) {
                        unfit = unfit < 0 ? i : unfit;
                        open &= ~(1L << i);
                    }
                }
            }
            i = i + 1 == channels.length ? 0 : i + 1;
        }
        turn[c] = (byte) (unfit < 0 ? 0 : unfit);
        isShort |= unfit >= 0;
    }

    private int write(int i, ByteWriter out, SentPackets packet, int bytesMax) {
        int before = out.length();
        if (channels[i].fill(out, packet, bytesMax)) {
            wrote |= 1L << i;
        }
        return out.length() - before;
    }

    private void noteWhoWaits(long allowed) {
        boolean waits = false;
        for (int i = 0; i < channels.length; i++) {
            boolean mayWrite = (allowed & 1L << i) != 0;
            boolean passedOver = mayWrite && (wrote & 1L << i) == 0 && channels[i].isDue();
            passed[i] = (byte) (passedOver ? Math.min(passed[i] + 1, Byte.MAX_VALUE) : 0);
            waits |= passedOver;
        }
        isShort |= waits;
    }
}
