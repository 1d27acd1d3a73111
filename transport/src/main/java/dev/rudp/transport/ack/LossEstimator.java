package dev.rudp.transport.ack;

/// The share of packets that the network loses, averaged over about the last hundred. Owner: the
/// shard thread.
public final class LossEstimator {
    private static final float WEIGHT = 1f / 64;

    private float ratio;

    public void reset() {
        ratio = 0;
    }

    public void onAcked() {
        ratio -= ratio * WEIGHT;
    }

    public void onLost() {
        ratio += (1 - ratio) * WEIGHT;
    }

    /// A packet that was called lost arrived after all.
    public void onLateAck() {
        ratio = Math.max(0, ratio - WEIGHT);
    }

    /// {@return 0..1}
    public float ratio() {
        return ratio;
    }
}
