package dev.rudp.loadtest.spec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The repairs of one channel, docs/protocol.md §3.9: keeps the pieces and equations of the last
/// while, and solves them anew each time.
final class Repairs {
    /// Behind the newest piece; what is older is forgotten.
    private static final int KEPT = 64;

    private static final int POLYNOMIAL = 0x11D;

    /// A sum of symbols: what each unknown piece is multiplied with, and what comes out.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Equation(SortedMap<Integer, Integer> factors, byte[] sum) {}

    private final Map<Integer, byte[]> symbols = new HashMap<>();
    private final List<Equation> equations = new ArrayList<>();
    private int newest;

    /// Whether the content of a REPAIR frame is as long as it must be.
    static void check(byte[] content) throws RefusedException {
        RefusedException.unless(content.length >= 6 && content.length <= 261, "a repair's length");
    }

    /// A piece of a form that repairs cover has arrived.
    void onPiece(int number, byte[] bytes) {
        if (bytes.length < 256) {
            byte[] symbol = new byte[1 + bytes.length];
            symbol[0] = (byte) bytes.length;
            System.arraycopy(bytes, 0, symbol, 1, bytes.length);
            symbols.put(number, symbol);
            forget(number);
        }
    }

    void onRepair(byte[] content) {
        ByteBuffer in = Wire.over(content).position(1);
        int first = in.getShort() & 0xFFFF;
        int keyAndMask = in.getShort() & 0xFFFF;
        int key = keyAndMask & 0x1F;
        SortedMap<Integer, Integer> factors = new TreeMap<>();
        for (int n = 0; n < 12; n++) {
            if (n == 0 || (keyAndMask >>> (4 + n) & 1) != 0) {
                int piece = (first - n) & 0xFFFF;
                factors.put(piece, inverse((128 + key) ^ (piece % 128)));
            }
        }
        equations.add(new Equation(factors, Wire.rest(in)));
        forget(first);
    }

    /// {@return pieces that can be computed now and have not been before, by number}
    Map<Integer, byte[]> solve() {
        Map<Integer, byte[]> solved = new TreeMap<>();
        List<Equation> left = new ArrayList<>();
        for (Equation equation : equations) {
            Equation rest = new Equation(new TreeMap<>(equation.factors), equation.sum.clone());
            for (int piece : equation.factors.keySet()) {
                byte[] symbol = symbols.get(piece);
                if (symbol != null) {
                    rest = subtract(rest, new Equation(one(piece), symbol), piece);
                }
            }
            for (Equation other : left) {
                rest = subtract(rest, other, other.factors.firstKey());
            }
            if (!rest.factors.isEmpty()) {
                Equation row = rest;
                left.replaceAll(other -> subtract(other, row, row.factors.firstKey()));
                left.add(row);
            }
        }
        for (Equation equation : left) {
            if (equation.factors.size() == 1) {
                int piece = equation.factors.firstKey();
                int factor = equation.factors.getOrDefault(piece, 1);
                byte[] symbol = times(equation.sum, inverse(factor));
                int length = symbol[0] & 0xFF;
                if (length < symbol.length && areZero(symbol, 1 + length)) {
                    byte[] bytes = Arrays.copyOfRange(symbol, 1, 1 + length);
                    solved.put(piece, bytes);
                    symbols.put(piece, Arrays.copyOf(symbol, 1 + length));
                }
            }
        }
        return solved;
    }

    private static SortedMap<Integer, Integer> one(int piece) {
        SortedMap<Integer, Integer> factors = new TreeMap<>();
        factors.put(piece, 1);
        return factors;
    }

    /// {@return `from`, less so much of `other` that `piece` stands in it no more}
    private static Equation subtract(Equation from, Equation other, int piece) {
        int factor = from.factors.getOrDefault(piece, 0);
        if (factor == 0) {
            return from;
        }
        int share = multiply(factor, inverse(other.factors.getOrDefault(piece, 1)));
        SortedMap<Integer, Integer> factors = new TreeMap<>(from.factors);
        other.factors.forEach(
                (number, f) -> factors.merge(number, multiply(f, share), (a, b) -> a ^ b));
        factors.values().removeIf(f -> f == 0);
        byte[] sum = Arrays.copyOf(from.sum, Math.max(from.sum.length, other.sum.length));
        byte[] part = times(other.sum, share);
        for (int i = 0; i < part.length; i++) {
            sum[i] ^= part[i];
        }
        return new Equation(factors, sum);
    }

    private void forget(int heardOf) {
        int ahead = (short) (heardOf - newest);
        newest = ahead > 0 ? heardOf : newest;
        symbols.keySet().removeIf(piece -> (short) (newest - piece) > KEPT);
        equations.removeIf(equation ->
                equation.factors.keySet().stream()
                        .anyMatch(piece -> (short) (newest - piece) > KEPT / 2));
    }

    private static boolean areZero(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] times(byte[] bytes, int factor) {
        byte[] product = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            product[i] = (byte) multiply(bytes[i] & 0xFF, factor);
        }
        return product;
    }

    /// Of two polynomials over GF(2), modulo x⁸ + x⁴ + x³ + x² + 1.
    private static int multiply(int a, int b) {
        int product = 0;
        for (int bit = 7; bit >= 0; bit--) {
            product <<= 1;
            product ^= (product & 0x100) == 0 ? 0 : POLYNOMIAL;
            product ^= (b >>> bit & 1) == 0 ? 0 : a;
        }
        return product;
    }

    private static int inverse(int a) {
        int candidate = 1;
        while (multiply(a, candidate) != 1) {
            candidate++;
        }
        return candidate;
    }
}
