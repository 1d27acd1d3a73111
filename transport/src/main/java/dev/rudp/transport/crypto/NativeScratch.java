package dev.rudp.transport.crypto;

import dev.rudp.transport.wire.LittleEndian;
import java.lang.foreign.MemorySegment;

/// One thread's place for the packet that a native cipher is working on: Java arrays whose memory
/// segments are made once, handed to C as they are.
///
/// The caller's array could be handed over directly, but only through a segment made for each
/// packet, and whether the compiler removes that object changes from run to run (0 or 448 bytes per
/// packet were seen). Copying a packet twice within the first-level cache is some twenty
/// nanoseconds, always.
final class NativeScratch {
    // A thread local, which the house style keeps off this path, because the alternatives are
    // worse: a scratch in each key is 1.5 kB of cold cache per packet with 2,000 sessions, and one
    // in the cipher would have to trust callers never to move a key between threads. 3 ns.
    private static final ThreadLocal<NativeScratch> OF_THREAD =
            ThreadLocal.withInitial(NativeScratch::new);

    private byte[] text = new byte[2_048];
    private byte[] aad = new byte[64];
    private MemorySegment textSegment = MemorySegment.ofArray(text);
    private MemorySegment aadSegment = MemorySegment.ofArray(aad);

    /// Where a library reports lengths that are known beforehand.
    final MemorySegment outLength = MemorySegment.ofArray(new int[1]);

    /// The tag, for a library that keeps it apart from the text.
    final byte[] tag = new byte[PacketCipher.TAG_BYTES];

    final MemorySegment tagSegment = MemorySegment.ofArray(tag);

    final MemorySegment keySegment;
    final MemorySegment nonceSegment;

    private final byte[] key = new byte[PacketCipher.KEY_BYTES];
    private final byte[] nonce = new byte[12];

    private NativeScratch() {
        keySegment = MemorySegment.ofArray(key);
        nonceSegment = MemorySegment.ofArray(nonce);
    }

    static NativeScratch ofThread() {
        return OF_THREAD.get();
    }

    /// Sets what [#nonceSegment] shows: four zero bytes and the sequence.
    void nonce(long sequence) {
        LittleEndian.putI64(nonce, 4, sequence);
    }

    /// Sets what [#keySegment] shows.
    void key(long key0, long key1, long key2, long key3) {
        LittleEndian.putI64(key, 0, key0);
        LittleEndian.putI64(key, 8, key1);
        LittleEndian.putI64(key, 16, key2);
        LittleEndian.putI64(key, 24, key3);
    }

    /// {@return the segment of a copy of `length` bytes, with room for a tag behind them}
    MemorySegment text(byte[] buffer, int offset, int length) {
        if (text.length < length + PacketCipher.TAG_BYTES) {
            text = new byte[length + PacketCipher.TAG_BYTES];
            textSegment = MemorySegment.ofArray(text);
        }
        System.arraycopy(buffer, offset, text, 0, length);
        return textSegment;
    }

    /// Copies the worked text back to the caller.
    void copyTextTo(byte[] buffer, int offset, int length) {
        System.arraycopy(text, 0, buffer, offset, length);
    }

    MemorySegment aad(byte[] bytes, int length) {
        if (aad.length < length) {
            aad = new byte[length];
            aadSegment = MemorySegment.ofArray(aad);
        }
        System.arraycopy(bytes, 0, aad, 0, length);
        return aadSegment;
    }
}
