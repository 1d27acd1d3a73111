package dev.rudp.transport.netcode;

/// How many datagrams were dropped, by reason. Written by one thread without synchronisation; a
/// reader on another thread sees figures that may lag a little.
@SuppressWarnings("EnumOrdinal") // an index that lives no longer than the process
public final class DropCounters {
    private final long[] counts = new long[DropReason.values().length];

    public void count(DropReason reason) {
        counts[reason.ordinal()]++;
    }

    public long of(DropReason reason) {
        return counts[reason.ordinal()];
    }

    /// {@return all drops together}
    public long total() {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }

    /// Lists the reasons that occurred.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("drops");
        for (DropReason reason : DropReason.values()) {
            if (of(reason) > 0) {
                text.append(' ').append(reason).append('=').append(of(reason));
            }
        }
        return text.toString();
    }
}
