package dev.rudp.transport.filter;

/// A finished program of classic BPF (McCanne and Jacobson 1993; `linux/filter.h`): accumulator
/// `A`, index `X`, 16 words of memory, jumps only forwards, so it always ends. Immutable.
///
/// ```
/// struct sock_filter   u16 code | u8 steps if true | u8 steps if false | u32 operand
/// ```
public final class FilterProgram {
    /// The kernel takes no longer program.
    public static final int MAX_INSTRUCTIONS = 4_096;

    /// Of one instruction in memory.
    public static final int INSTRUCTION_BYTES = 8;

    private final short[] codes;
    private final byte[] ifTrue;
    private final byte[] ifFalse;
    private final int[] operands;

    FilterProgram(short[] codes, byte[] ifTrue, byte[] ifFalse, int[] operands) {
        this.codes = codes;
        this.ifTrue = ifTrue;
        this.ifFalse = ifFalse;
        this.operands = operands;
    }

    public int size() {
        return codes.length;
    }

    /// {@return operation, size and mode of instruction `index`, 0..65,535}
    public int code(int index) {
        return codes[index] & 0xFFFF;
    }

    /// {@return how many instructions a conditional jump passes over when it holds, 0..255}
    public int ifTrue(int index) {
        return ifTrue[index] & 0xFF;
    }

    /// {@return the same when it does not hold}
    public int ifFalse(int index) {
        return ifFalse[index] & 0xFF;
    }

    public int operand(int index) {
        return operands[index];
    }
}
