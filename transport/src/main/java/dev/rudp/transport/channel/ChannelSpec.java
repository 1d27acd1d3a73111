package dev.rudp.transport.channel;

/// One channel, declared alike at both ends.
///
/// @param id 0..63; lower ids go first into a packet
/// @param mode what it promises
/// @param maxMessageBytes the longest message, 1..65,536
/// @param capacityMessages messages that wait at most for sending or for their ack, 1..4,096
public record ChannelSpec(int id, ChannelMode mode, int maxMessageBytes, int capacityMessages) {
    public static final int ID_MAX = 63;
    public static final int MESSAGE_BYTES_MAX = 65_536;
    public static final int CAPACITY_MESSAGES_MAX = 4_096;

    private static final int QUEUE_BYTES_MIN = 65_536;

    public ChannelSpec {
        require("id", id, 0, ID_MAX);
        require("max-message-bytes", maxMessageBytes, 1, MESSAGE_BYTES_MAX);
        require("capacity-messages", capacityMessages, 1, CAPACITY_MESSAGES_MAX);
    }

    /// {@return the bytes that wait at most for sending or for their ack}: four of the longest
    /// messages, at least 64 KiB, but no more than the capacity in messages can fill
    public int queueBytes() {
        long filled = (long) capacityMessages * maxMessageBytes;
        return (int) Math.min(filled, Math.max(QUEUE_BYTES_MIN, 4L * maxMessageBytes));
    }

    private static void require(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "channel." + key + "=" + value + " not in [" + min + ", " + max + "]");
        }
    }
}
