package dev.rudp.transport.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// The tables against multiplication as it is written by hand.
class Gf256Test {
    private static int slow(int a, int b) {
        int product = 0;
        int shifted = a;
        for (int rest = b; rest != 0; rest >>>= 1) {
            product ^= (rest & 1) == 0 ? 0 : shifted;
            shifted <<= 1;
            shifted ^= shifted > 0xFF ? 0x11D : 0;
        }
        return product;
    }

    @Test
    void everyProductIsThatOfThePolynomials() {
        for (int a = 0; a < 256; a++) {
            byte[] row = new byte[258];
            byte[] all = new byte[256];
            for (int b = 0; b < 256; b++) {
                all[b] = (byte) b;
                assertEquals(slow(a, b), Gf256.multiply(a, b), a + " · " + b);
            }
            Gf256.addScaled(row, 1, all, 0, 256, a);
            Gf256.scale(all, 0, 256, a);
            for (int b = 0; b < 256; b++) {
                assertEquals((byte) slow(a, b), row[1 + b]);
                assertEquals((byte) slow(a, b), all[b]);
            }
            assertEquals(0, row[0] | row[257], "nothing beside");
        }
    }

    @Test
    void everyElementButZeroHasAnInverse() {
        for (int a = 1; a < 256; a++) {
            assertEquals(1, slow(a, Gf256.inverse(a)));
        }
    }
}
