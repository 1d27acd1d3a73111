package dev.rudp.server.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rudp.transport.netcode.Netcode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UserDataTest {
    @Test
    void carriesTheLongestName() {
        String name = "🦊".repeat(24);
        byte[] message = new byte[10 + Netcode.USER_DATA_BYTES];
        System.arraycopy(UserData.encode(name), 0, message, 10, Netcode.USER_DATA_BYTES);

        assertEquals(Optional.of(name), UserData.name(message, 10));
    }

    @Test
    void othersUserDataHasNoName() {
        byte[] zeros = new byte[Netcode.USER_DATA_BYTES];
        byte[] tooLong = zeros.clone();
        tooLong[0] = 1;
        tooLong[1] = (byte) 255;
        byte[] notText = zeros.clone();
        notText[0] = 1;
        notText[1] = 2;
        notText[2] = (byte) 0xC0;

        assertEquals(Optional.empty(), UserData.name(zeros, 0));
        assertEquals(Optional.empty(), UserData.name(tooLong, 0));
        assertEquals(Optional.empty(), UserData.name(notText, 0));
    }
}
