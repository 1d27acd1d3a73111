package dev.rudp.transport.filter;

import java.util.ArrayList;
import java.util.List;

/// Writes a [FilterProgram], one instruction per call. `A` and `X` are the two registers; offsets
/// count from the UDP header, as the kernel shows datagrams to a socket's filter; numbers on the
/// wire are read as big-endian. A read behind the end drops the datagram.
///
/// Jumps lead forwards to a [Label], which [#place] puts before the next instruction.
public final class FilterWriter {
    /// A place to jump to.
    public static final class Label {
        private int at = -1;

        private Label() {}
    }

    private record Instruction(int code, Label ifTrue, Label ifFalse, int operand) {}

    private static final int LOAD_LENGTH = 0x80;
    private static final int LOAD_WORD = 0x20;
    private static final int LOAD_BYTE = 0x30;
    private static final int LOAD_BYTE_FROM_X = 0x50;
    private static final int LOAD_MEMORY = 0x60;
    private static final int STORE_MEMORY = 0x02;
    private static final int LOAD_X = 0x01;
    private static final int A_TO_X = 0x07;
    private static final int SUBTRACT = 0x14;
    private static final int SUBTRACT_X = 0x1C;
    private static final int AND = 0x54;
    private static final int SHIFT_RIGHT = 0x74;
    private static final int JUMP = 0x05;
    private static final int JUMP_EQUAL = 0x15;
    private static final int JUMP_ABOVE = 0x25;
    private static final int JUMP_AT_LEAST = 0x35;
    private static final int RETURN = 0x06;
    private static final int WHOLE_DATAGRAM = 0x0004_0000;

    /// What a jump that passes over nothing, and what is no jump, has for a label.
    private final Label next = new Label();

    private final List<Instruction> instructions = new ArrayList<>();

    public Label label() {
        return new Label();
    }

    /// The label stands before the instruction that is written next.
    public void place(Label label) {
        label.at = instructions.size();
    }

    /// `A` = bytes of header and payload.
    public void loadLength() {
        add(LOAD_LENGTH, 0);
    }

    /// `A` = four bytes at `offset`.
    public void loadWord(int offset) {
        add(LOAD_WORD, offset);
    }

    /// `A` = the byte at `offset`.
    public void loadByte(int offset) {
        add(LOAD_BYTE, offset);
    }

    /// `A` = the byte at `X` + `offset`.
    public void loadByteFromX(int offset) {
        add(LOAD_BYTE_FROM_X, offset);
    }

    /// `A` = word `slot` of the memory, 0..15.
    public void loadMemory(int slot) {
        add(LOAD_MEMORY, slot);
    }

    /// Word `slot` of the memory = `A`.
    public void storeMemory(int slot) {
        add(STORE_MEMORY, slot);
    }

    public void setX(int value) {
        add(LOAD_X, value);
    }

    /// `X` = `A`.
    public void copyToX() {
        add(A_TO_X, 0);
    }

    public void subtract(int value) {
        add(SUBTRACT, value);
    }

    public void subtractX() {
        add(SUBTRACT_X, 0);
    }

    public void and(int mask) {
        add(AND, mask);
    }

    public void shiftRight(int bits) {
        add(SHIFT_RIGHT, bits);
    }

    public void jump(Label to) {
        // Its distance is the operand; resolved in #program.
        instructions.add(new Instruction(JUMP, to, next, 0));
    }

    public void jumpIfEqual(int value, Label to) {
        instructions.add(new Instruction(JUMP_EQUAL, to, next, value));
    }

    public void jumpUnlessEqual(int value, Label to) {
        instructions.add(new Instruction(JUMP_EQUAL, next, to, value));
    }

    /// Jumps if `A` > `value`, both unsigned.
    public void jumpIfAbove(int value, Label to) {
        instructions.add(new Instruction(JUMP_ABOVE, to, next, value));
    }

    /// Jumps if `A` < `value`, both unsigned.
    public void jumpIfBelow(int value, Label to) {
        instructions.add(new Instruction(JUMP_AT_LEAST, next, to, value));
    }

    public void pass() {
        add(RETURN, WHOLE_DATAGRAM);
    }

    public void drop() {
        add(RETURN, 0);
    }

    /// {@return the program}
    ///
    /// @throws IllegalStateException if a label was not placed, or is too far from its jump
    public FilterProgram program() {
        int size = instructions.size();
        if (size < 1 || size > FilterProgram.MAX_INSTRUCTIONS) {
            throw new IllegalStateException("instructions=" + size + " not in [1, 4096]");
        }
        short[] codes = new short[size];
        byte[] ifTrue = new byte[size];
        byte[] ifFalse = new byte[size];
        int[] operands = new int[size];
        for (int i = 0; i < size; i++) {
            Instruction instruction = instructions.get(i);
            codes[i] = (short) instruction.code();
            operands[i] = instruction.operand();
            if (instruction.code() == JUMP) {
                operands[i] = steps(i, instruction.ifTrue(), Integer.MAX_VALUE);
            } else {
                ifTrue[i] = (byte) steps(i, instruction.ifTrue(), 0xFF);
                ifFalse[i] = (byte) steps(i, instruction.ifFalse(), 0xFF);
            }
        }
        return new FilterProgram(codes, ifTrue, ifFalse, operands);
    }

    private int steps(int from, Label to, int max) {
        if (to == next) {
            return 0;
        }
        int steps = to.at - from - 1;
        if (to.at < 0 || to.at >= instructions.size() || steps < 0 || steps > max) {
            throw new IllegalStateException("instruction " + from + " jumps to " + to.at);
        }
        return steps;
    }

    private void add(int code, int operand) {
        instructions.add(new Instruction(code, next, next, operand));
    }
}
