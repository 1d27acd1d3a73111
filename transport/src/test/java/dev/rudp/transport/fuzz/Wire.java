package dev.rudp.transport.fuzz;

import dev.rudp.transport.datagram.DatagramOutbox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Takes the datagrams of an endpoint, with the address that each goes to.
final class Wire {
    /// One datagram, a copy.
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    record Sent(long peerLo, byte[] bytes) {}

    final List<Sent> sent = new ArrayList<>();
    final DatagramOutbox outbox =
            new DatagramOutbox(
                    8,
                    batch -> {
                        for (int i = 0; i < batch.size(); i++) {
                            int from = batch.offset(i);
                            byte[] bytes =
                                    Arrays.copyOfRange(batch.bytes(), from, from + batch.length(i));
                            sent.add(new Sent(batch.peerLo(i), bytes));
                        }
                    });

    /// {@return the bytes sent since the last call}
    int takeBytes() {
        outbox.flush();
        int total = sent.stream().mapToInt(datagram -> datagram.bytes().length).sum();
        sent.clear();
        return total;
    }
}
