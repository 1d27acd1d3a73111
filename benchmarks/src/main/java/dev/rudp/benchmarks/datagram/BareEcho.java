package dev.rudp.benchmarks.datagram;

import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.DatagramOutbox;

/// The floor: answers each datagram with one of a snapshot's size, and nothing else.
final class BareEcho implements EchoWork {
    private final DatagramOutbox outbox;

    BareEcho(DatagramOutbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void onBatch(DatagramBatch incoming, long nowNs) {
        for (int i = 0; i < incoming.size(); i++) {
            int length = Math.min(incoming.length(i), DatagramLoad.DOWN_BYTES);
            int at = outbox.reserve();
            System.arraycopy(incoming.bytes(), incoming.offset(i), outbox.bytes(), at, length);
            outbox.commit(
                    DatagramLoad.DOWN_BYTES,
                    incoming.peerHi(i),
                    incoming.peerLo(i),
                    incoming.peerPort(i),
                    incoming.localHi(i),
                    incoming.localLo(i));
        }
    }
}
