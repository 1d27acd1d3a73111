package dev.rudp.transport.congestion;

/// How many bytes of one connection the network takes. Owner: the shard thread.
///
/// To be told: every packet sent that asks for an ack; of every header received, first its round
/// trip if it has one, then each packet that it acknowledges or that is believed lost, and last
/// [#onAcksDone].
public interface CongestionController {
    /// {@return the algorithm in use}: Copa (Arun and Balakrishnan, NSDI 2018) as ADR 10 adapts it
    static CongestionController create() {
        return new Copa();
    }

    /// Starts anew, on a path of which nothing is known.
    void reset(long nowNs);

    void onSent(int bytes, long nowNs);

    /// There was more to send than window and pacer let through; only then does the rate grow.
    void onHeld(long nowNs);

    /// @param rttNs the time from sending to the ack, less what the ack is known to have waited
    /// @param waitNsMax how much of it may still be the peer's wait; 0 when its wait is known
    void onRttSample(long rttNs, long waitNsMax, long nowNs);

    void onAcked(int bytes, long nowNs);

    void onLost(int bytes);

    /// All acks of a header were told.
    void onAcksDone(long nowNs);

    /// {@return how many bytes may be on their way}; acks that wait at the peer not counted
    long windowBytes();

    /// {@return what the path carries for this connection, as far as known}
    long bytesPerSecond();

    /// Reads ahead, see [dev.rudp.transport.connection.Connection#touch].
    long touch();
}
