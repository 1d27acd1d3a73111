package dev.rudp.transport.channel;

/// One channel, declared alike at both ends. The four-argument constructor gives what most need;
/// the `with…` methods change the rest.
///
/// @param id 0..63; lower ids go first into a packet while there is room for all
/// @param mode what it promises
/// @param maxMessageBytes the longest message, 1..65,536
/// @param capacityMessages messages that wait at most for sending or for their ack, 1..4,096
/// @param repairBytes so many bytes of a packet that leaves anyway may be repairs, from which the
///   peer computes small reliable pieces that it lost, on a path that loses; 16..512, 0 = never. A
///   piece of n bytes needs n + 8. The peer uses them if it declares as many
/// @param windowBytes reliable messages' bytes that may be on their way, 65,536..1,048,576; as many
///   pieces of 1 KiB, but at least 256. More than the least only helps bulk on long paths
/// @param priority 0..7; when a packet is short of room, higher ones go first
/// @param weight 1..100; channels of one priority share what there is in this proportion
/// @param compressAboveBytes longer messages are compressed when that gains; 32..65,536, 0 = never
public record ChannelSpec(
        int id,
        ChannelMode mode,
        int maxMessageBytes,
        int capacityMessages,
        int repairBytes,
        int windowBytes,
        int priority,
        int weight,
        int compressAboveBytes) {
    public static final int ID_MAX = 63;
    public static final int MESSAGE_BYTES_MAX = 65_536;
    public static final int CAPACITY_MESSAGES_MAX = 4_096;
    public static final int REPAIR_BYTES_MIN = 16;
    public static final int REPAIR_BYTES_MAX = 512;
    public static final int WINDOW_BYTES_MAX = 1 << 20;
    public static final int PRIORITY_MAX = 7;
    public static final int WEIGHT_MAX = 100;
    public static final int COMPRESS_ABOVE_BYTES_MIN = 32;

    /// What channels have unless told otherwise.
    public static final int PRIORITY_NORMAL = 4;

    /// For transfers that must not disturb play.
    public static final int PRIORITY_BULK = 0;

    public ChannelSpec {
        require("id", id, 0, ID_MAX);
        require("max-message-bytes", maxMessageBytes, 1, MESSAGE_BYTES_MAX);
        require("capacity-messages", capacityMessages, 1, CAPACITY_MESSAGES_MAX);
        if (repairBytes != 0) {
            require(
                    "repair-bytes",
                    repairBytes,
                    REPAIR_BYTES_MIN,
                    mode.isPieced() ? REPAIR_BYTES_MAX : 0);
        }
        require(
                "window-bytes",
                windowBytes,
                ReceiveWindow.BYTES,
                mode.isPieced() ? WINDOW_BYTES_MAX : ReceiveWindow.BYTES);
        require("priority", priority, 0, PRIORITY_MAX);
        require("weight", weight, 1, WEIGHT_MAX);
        if (compressAboveBytes != 0) {
            require(
                    "compress-above-bytes",
                    compressAboveBytes,
                    COMPRESS_ABOVE_BYTES_MIN,
                    MESSAGE_BYTES_MAX);
        }
    }

    public ChannelSpec(int id, ChannelMode mode, int maxMessageBytes, int capacityMessages) {
        this(
                id,
                mode,
                maxMessageBytes,
                capacityMessages,
                0,
                ReceiveWindow.BYTES,
                PRIORITY_NORMAL,
                1,
                0);
    }

    /// {@return this, but with bytes of each packet for repairs of small reliable messages}
    public ChannelSpec withRepairBytes(int bytes) {
        return with(bytes, windowBytes, priority, weight, compressAboveBytes);
    }

    /// {@return this, but with a window of so many bytes}
    public ChannelSpec withWindowBytes(int bytes) {
        return with(repairBytes, bytes, priority, weight, compressAboveBytes);
    }

    public ChannelSpec withPriority(int newPriority) {
        return with(repairBytes, windowBytes, newPriority, weight, compressAboveBytes);
    }

    public ChannelSpec withWeight(int newWeight) {
        return with(repairBytes, windowBytes, priority, newWeight, compressAboveBytes);
    }

    /// {@return this, but with LZ4 for messages longer than so many bytes}
    public ChannelSpec withCompressAboveBytes(int bytes) {
        return with(repairBytes, windowBytes, priority, weight, bytes);
    }

    /// {@return the bytes that wait at most for sending or for their ack}: four of the longest
    /// messages, at least the window, but no more than the capacity in messages can fill
    public int queueBytes() {
        long filled = (long) capacityMessages * maxMessageBytes;
        return (int) Math.min(filled, Math.max(windowBytes, 4L * maxMessageBytes));
    }

    private ChannelSpec with(
            int repair, int window, int newPriority, int newWeight, int compressAbove) {
        return new ChannelSpec(
                id,
                mode,
                maxMessageBytes,
                capacityMessages,
                repair,
                window,
                newPriority,
                newWeight,
                compressAbove);
    }

    private static void require(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "channel." + key + "=" + value + " not in [" + min + ", " + max + "]");
        }
    }
}
