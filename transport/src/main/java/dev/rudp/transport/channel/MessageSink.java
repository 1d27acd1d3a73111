package dev.rudp.transport.channel;

/// Takes received messages.
@FunctionalInterface
public interface MessageSink {
    /// A message arrived. The bytes are valid only during the call. The callee may send on the same
    /// connection, but not feed or reset it.
    void onMessage(int channel, byte[] bytes, int offset, int length);
}
