package dev.rudp.transport.filter;

/// Runs a [FilterProgram] as the kernel does (`Documentation/networking/filter.rst`): for tests, to
/// try programs on datagrams without a socket. Knows the instructions that [FilterWriter] writes.
public final class ClassicBpf {
    private static final int HEADER_BYTES = 8;

    private ClassicBpf() {}

    /// {@return whether the kernel would let this payload through}
    public static boolean passes(FilterProgram program, byte[] payload, int length) {
        int[] memory = new int[16];
        int a = 0;
        int x = 0;
        int bytes = HEADER_BYTES + length;
        for (int pc = 0; ; pc++) {
            int k = program.operand(pc);
            boolean jumps = false;
            boolean isTrue = false;
            switch (program.code(pc)) {
                case 0x80 -> a = bytes;
                case 0x20 -> {
                    if (!holds(bytes, k, 4)) {
                        return false;
                    }
                    a =
                            at(payload, k) << 24
                                    | at(payload, k + 1) << 16
                                    | at(payload, k + 2) << 8
                                    | at(payload, k + 3);
                }
                case 0x30, 0x50 -> {
                    int from = program.code(pc) == 0x50 ? x + k : k;
                    if (!holds(bytes, from, 1)) {
                        return false;
                    }
                    a = at(payload, from);
                }
                case 0x60 -> a = memory[k];
                case 0x02 -> memory[k] = a;
                case 0x01 -> x = k;
                case 0x07 -> x = a;
                case 0x14 -> a -= k;
                case 0x1C -> a -= x;
                case 0x54 -> a &= k;
                case 0x74 -> a >>>= k;
                case 0x05 -> pc += k;
                case 0x15 -> {
                    jumps = true;
                    isTrue = a == k;
                }
                case 0x25 -> {
                    jumps = true;
                    isTrue = Integer.compareUnsigned(a, k) > 0;
                }
                case 0x35 -> {
                    jumps = true;
                    isTrue = Integer.compareUnsigned(a, k) >= 0;
                }
                case 0x06 -> {
                    return k != 0;
                }
                default -> throw new IllegalStateException("code " + program.code(pc));
            }
            if (jumps) {
                pc += isTrue ? program.ifTrue(pc) : program.ifFalse(pc);
            }
        }
    }

    private static boolean holds(int bytes, int from, int count) {
        return from >= 0 && from + count <= bytes;
    }

    private static int at(byte[] payload, int offset) {
        // Programs of ours do not look at the UDP header.
        return payload[offset - HEADER_BYTES] & 0xFF;
    }
}
