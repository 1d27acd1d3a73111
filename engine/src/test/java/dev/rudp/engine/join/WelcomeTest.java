package dev.rudp.engine.join;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rudp.testkit.seed.Seeds;
import org.junit.jupiter.api.Test;

class WelcomeTest {
    private static final Welcome WELCOME =
            new Welcome(513, 2, 60, 64, 0x01020304, 0x1122334455667788L, "안뜰");

    @Test
    void comesBackAsItWas() {
        byte[] message = WELCOME.encode();
        assertEquals(WELCOME, Welcome.decode(message, 0, message.length));
        byte[] framed = new byte[message.length + 9];
        System.arraycopy(message, 0, framed, 4, message.length);
        assertEquals(WELCOME, Welcome.decode(framed, 4, message.length));
    }

    @Test
    void hasTheDocumentedLayout() {
        byte[] expected = {
            1,
            1,
            2,
            2,
            0,
            60,
            0,
            64,
            0,
            4,
            3,
            2,
            1,
            (byte) 0x88,
            0x77,
            0x66,
            0x55,
            0x44,
            0x33,
            0x22,
            0x11,
            1,
            'm'
        };
        Welcome welcome = new Welcome(513, 2, 60, 64, 0x01020304, 0x1122334455667788L, "m");
        assertArrayEquals(expected, welcome.encode());
    }

    @Test
    void refusesTruncatedOverlongAndRandomBytes() {
        byte[] message = WELCOME.encode();
        for (int length = 0; length < message.length; length++) {
            assertNull(Welcome.decode(message, 0, length));
        }
        assertNull(Welcome.decode(new byte[message.length + 1], 0, message.length + 1));
        message[message.length - 1] = (byte) 0xFF;
        assertNull(Welcome.decode(message, 0, message.length));
        Seeds.forEach(
                2000,
                random -> {
                    byte[] noise = new byte[random.nextInt(60)];
                    random.fill(noise, 0, noise.length);
                    if (noise.length > 0) {
                        noise[0] = Welcome.KIND;
                    }
                    Welcome welcome = Welcome.decode(noise, 0, noise.length);
                    if (welcome != null) {
                        assertArrayEquals(noise, welcome.encode());
                    }
                });
    }

    @Test
    void refusesValuesOutsideTheirRange() {
        assertThrows(
                IllegalArgumentException.class, () -> new Welcome(65_536, 1, 60, 64, 0, 0, ""));
        assertThrows(IllegalArgumentException.class, () -> new Welcome(0, 0, 60, 64, 0, 0, ""));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Welcome(0, 1, 60, 64, 0, 0, "m".repeat(256)));
    }
}
