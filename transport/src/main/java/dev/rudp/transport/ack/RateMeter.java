package dev.rudp.transport.ack;

/// Bytes per second, averaged over about one second. O(1) per packet. Owner: the shard thread.
public final class RateMeter {
    private static final long BUCKET_NS = 250_000_000L;
    private static final double WEIGHT = 0.25;
    private static final double NS_PER_SECOND = 1e9;

    private long bucketStartNs;
    private long bucketBytes;
    private double bytesPerSecond;
    private boolean warm;

    public void reset(long nowNs) {
        bucketStartNs = nowNs;
        bucketBytes = 0;
        bytesPerSecond = 0;
        warm = false;
    }

    public void add(int bytes, long nowNs) {
        roll(nowNs);
        bucketBytes += bytes;
    }

    /// {@return the rate; silence lowers it, too}
    public double bytesPerSecond(long nowNs) {
        roll(nowNs);
        return bytesPerSecond;
    }

    private void roll(long nowNs) {
        long elapsedNs = nowNs - bucketStartNs;
        if (elapsedNs < BUCKET_NS) {
            return;
        }
        double sample = bucketBytes * NS_PER_SECOND / elapsedNs;
        // A long silence is several buckets in one: its weight grows accordingly.
        double weight = 1 - Math.pow(1 - WEIGHT, (double) elapsedNs / BUCKET_NS);
        bytesPerSecond = warm ? bytesPerSecond + weight * (sample - bytesPerSecond) : sample;
        warm = true;
        bucketStartNs = nowNs;
        bucketBytes = 0;
    }

    /// Reads ahead, see [dev.rudp.transport.connection.Connection#touch].
    public long touch() {
        return bucketBytes;
    }
}
