package dev.rudp.transport.ack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import dev.rudp.transport.ack.FragmentAssembler.Outcome;
import dev.rudp.transport.buffer.BufferPool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FragmentTest {
    private static final int PACKET_MAX = 70_000;

    private final BufferPool pool = new BufferPool(1 << 20);
    private final FragmentAssembler assembler = new FragmentAssembler(pool, PACKET_MAX);

    private static byte[] content(int sequence, int length) {
        byte[] packet = new byte[length];
        new SeededRandom(sequence).fill(packet, 0, length);
        return packet;
    }

    private List<byte[]> fragments(int sequence, int length) {
        PacketFragmenter fragmenter = new PacketFragmenter(pool);
        PacketHeader header = new PacketHeader();
        header.set(sequence, 77, 0xFFFF_FF0F);
        byte[] room = fragmenter.begin(length);
        assertNotNull(room);
        System.arraycopy(content(sequence, length), 0, room, 0, length);
        fragmenter.commit(header, length);
        List<byte[]> list = new ArrayList<>();
        byte[] out = new byte[1_200];
        while (!fragmenter.isIdle()) {
            int n = fragmenter.next(out, 0, header);
            list.add(java.util.Arrays.copyOf(out, n));
        }
        assertEquals(0, fragmenter.next(out, 0, header));
        return list;
    }

    private Outcome feed(byte[] fragment) {
        return assembler.onFragment(fragment, 0, fragment.length, 0);
    }

    private Outcome feedHex(String hex) {
        return feed(HexFormat.of().parseHex(hex));
    }

    @Test
    void fragmentsHaveTheLayoutComputedByHand() {
        List<byte[]> fragments = fragments(0x0201, 1_025);
        assertEquals(2, fragments.size());
        HexFormat hex = HexFormat.of();
        // 01 | sequence | id 0 | count − 1, then the header: prefix 02 (byte 0 of ackBits), …
        assertEquals("01010200" + "01" + "0201024d000f", hex.formatHex(fragments.get(0), 0, 11));
        assertEquals(5 + 6 + 1_024, fragments.get(0).length);
        assertEquals("0101020101", hex.formatHex(fragments.get(1), 0, 5));
        assertEquals(5 + 1, fragments.get(1).length);
        assertEquals(0, pool.takenBytes());
    }

    @Test
    void anyOrderWithDuplicatesGivesThePacketBack() {
        Seeds.forEach(
                100,
                random -> {
                    int sequence = random.nextInt(65_536);
                    int length = 1_025 + random.nextInt(PACKET_MAX - 1_025);
                    List<byte[]> fragments = fragments(sequence, length);
                    int distinct = fragments.size();
                    fragments.addAll(List.copyOf(fragments));
                    Collections.shuffle(fragments, new Random(random.nextLong()));
                    int completed = 0;
                    int fed = 0;
                    for (byte[] fragment : fragments) {
                        Outcome outcome = feed(fragment);
                        fed += outcome == Outcome.IGNORED ? 0 : 1;
                        if (outcome == Outcome.COMPLETE) {
                            completed++;
                            assertPacket(sequence, length);
                            assembler.release();
                            break;
                        }
                    }
                    assertEquals(distinct, fed);
                    assertEquals(1, completed);
                    assertEquals(0, pool.takenBytes());
                });
    }

    private void assertPacket(int sequence, int length) {
        assertEquals(sequence, assembler.header().sequence());
        assertEquals(77, assembler.header().ack());
        assertEquals(0xFFFF_FF0F, assembler.header().ackBits());
        assertEquals(length, assembler.packetBytes());
        byte[] expected = content(sequence, length);
        for (int i = 0; i < length; i++) {
            assertEquals(expected[i], assembler.packet()[i], "byte " + i);
        }
    }

    @Test
    void memoryIsBoundedByTheNewestFewPackets() {
        for (int sequence = 0; sequence < 1_000; sequence++) {
            assertEquals(Outcome.KEPT, feed(fragments(sequence, 65_536).getFirst()));
            assertTrue(pool.takenBytes() <= FragmentAssembler.SLOTS * 65_536L);
        }
        assertEquals(Outcome.IGNORED, feed(fragments(3, 65_536).getFirst()), "older than all");
        assembler.reset();
        assertEquals(0, pool.takenBytes());
    }

    @Test
    void anIncompletePacketIsForgottenInTime() {
        feed(fragments(9, 5_000).getFirst());
        assertEquals(FragmentAssembler.LIFETIME_NS, assembler.deadlineNs());
        assembler.expire(FragmentAssembler.LIFETIME_NS - 1);
        assertTrue(pool.takenBytes() > 0);
        assembler.expire(FragmentAssembler.LIFETIME_NS);
        assertEquals(0, pool.takenBytes());
        assertEquals(FragmentAssembler.NO_DEADLINE, assembler.deadlineNs());
    }

    @Test
    void hostileFragmentsAreRefused() {
        assertEquals(Outcome.MALFORMED, feedHex("01"));
        assertEquals(Outcome.MALFORMED, feedHex("0100000201" + "aa"), "id 2 of 2");
        assertEquals(Outcome.MALFORMED, feedHex("0100000101"), "a last fragment without bytes");
        assertEquals(Outcome.MALFORMED, feedHex("0300000101aa"), "reserved bits");
        assertEquals(Outcome.MALFORMED, feedHex("0100000001" + "20010001aa"), "other sequence");
        assertEquals(Outcome.MALFORMED, feedHex("0100000102" + "aa"), "a short middle fragment");
        assertEquals(Outcome.TOO_LARGE, feedHex("010000ffffaa"), "more than the limit");
        List<byte[]> three = fragments(5, 3_000);
        assertEquals(Outcome.KEPT, feed(three.get(0)));
        assertEquals(Outcome.MALFORMED, feed(fragments(5, 5_000).get(1)), "another count");
        assertEquals(Outcome.KEPT, feed(three.get(1)));
        assertEquals(Outcome.COMPLETE, feed(three.get(2)), "and the honest packet still completes");
        assertPacket(5, 3_000);
        assembler.release();
    }

    @Test
    void withoutMemoryAFragmentIsDropped() {
        BufferPool tight = new BufferPool(2_048);
        FragmentAssembler poor = new FragmentAssembler(tight, PACKET_MAX);
        byte[] fragment = fragments(1, 4_000).get(1);
        assertEquals(Outcome.NO_MEMORY, poor.onFragment(fragment, 0, fragment.length, 0));
        assertEquals(0, tight.takenBytes());
        assertNull(new PacketFragmenter(tight).begin(4_000));
    }
}
