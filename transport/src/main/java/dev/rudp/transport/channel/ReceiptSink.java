package dev.rudp.transport.channel;

/// Takes the receipts of sent messages.
@FunctionalInterface
public interface ReceiptSink {
    /// Nobody listens.
    ReceiptSink NONE = (channel, receipt, outcome) -> {};

    /// What became of a message; once per message that was sent with a receipt, unless the
    /// connection ends first. The callee may send on the same connection, but not feed, poll or
    /// reset it.
    ///
    /// @param receipt the number that the message was sent with
    void onReceipt(int channel, int receipt, DeliveryOutcome outcome);
}
