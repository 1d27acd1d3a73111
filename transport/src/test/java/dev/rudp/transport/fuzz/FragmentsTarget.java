package dev.rudp.transport.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.fuzz.FuzzInput;
import dev.rudp.testkit.fuzz.FuzzTarget;
import dev.rudp.transport.ack.FragmentAssembler;
import dev.rudp.transport.ack.FragmentHeader;
import dev.rudp.transport.ack.PacketHeader;
import dev.rudp.transport.buffer.BufferPool;

/// Fragments in any order, of any numbers: the assembler holds no more than its slots, completes
/// only what it declared, and gives everything back.
final class FragmentsTarget implements FuzzTarget {
    private static final int PACKET_BYTES_MAX = 9_000;
    private static final long HELD_MAX = FragmentAssembler.SLOTS * 16_384L;

    @Override
    public void accept(byte[] bytes) {
        FuzzInput in = new FuzzInput(bytes);
        BufferPool pool = new BufferPool(1 << 20);
        FragmentAssembler assembler = new FragmentAssembler(pool, PACKET_BYTES_MAX);
        FragmentHeader header = new FragmentHeader();
        PacketHeader embedded = new PacketHeader();
        byte[] fragment = new byte[1_300];
        long nowNs = 0;
        while (!in.isAtEnd()) {
            int operation = in.u8();
            if ((operation & 3) == 3) {
                nowNs += in.u8() * 10_000_000L;
                assembler.expire(nowNs);
                assertTrue(assembler.deadlineNs() > nowNs, "what is due has been done");
                continue;
            }
            int length;
            if ((operation & 3) == 2) {
                byte[] raw = in.bytes(in.u8());
                System.arraycopy(raw, 0, fragment, 0, raw.length);
                length = raw.length;
            } else {
                int id = in.u8();
                int count = 1 + in.u8();
                int sequence = in.u8();
                header.set(sequence, id, count);
                header.write(fragment, 0);
                length = FragmentHeader.BYTES;
                if (id == 0) {
                    embedded.set(sequence + (operation >> 7 & 1), in.u8(), in.u8());
                    length += embedded.write(fragment, length);
                }
                length += (operation & 4) == 0 ? 1_024 : in.u16() % 1_100;
            }
            FragmentAssembler.Outcome outcome = assembler.onFragment(fragment, 0, length, nowNs);
            if (outcome == FragmentAssembler.Outcome.COMPLETE) {
                assertTrue(assembler.packetBytes() >= 1);
                assertTrue(assembler.packetBytes() <= assembler.packet().length);
                assembler.release();
            }
            assertTrue(pool.takenBytes() <= HELD_MAX, "taken-bytes=" + pool.takenBytes());
        }
        assembler.reset();
        assertEquals(0, pool.takenBytes());
        assertEquals(FragmentAssembler.NO_DEADLINE, assembler.deadlineNs());
    }
}
