package dev.rudp.game.social;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.Packs;
import dev.rudp.game.event.Audience;
import dev.rudp.game.event.Events;
import dev.rudp.game.movement.Kinematics;
import dev.rudp.game.skill.Refusal;
import dev.rudp.testkit.seed.Seeds;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChatTest {
    private static final Content PACK = Packs.starter();

    private final Actors actors = new Actors(4, PACK.statCount());
    private final Events events = new Events(64);
    private final Chat chat =
            new Chat(
                    actors,
                    new Kinematics(4),
                    events,
                    (text, offset, length) -> text[offset] != '#');

    ChatTest() {
        for (int slot = 0; slot < 2; slot++) {
            actors.begin(slot, Actors.PLAYER, slot, 0, 1);
            chat.begin(slot, 0, 0);
        }
    }

    @Test
    void aBurstThenOneByOne() {
        for (int i = 0; i < PACK.rules().chatBurst(); i++) {
            assertEquals(Refusal.NONE, say(Chat.SAY, "hello", 0));
        }
        assertEquals(Refusal.TOO_OFTEN, say(Chat.SAY, "hello", 0));
        assertEquals(Refusal.NONE, say(Chat.SAY, "hello", PACK.rules().chatRefill()));
        assertEquals(Refusal.TOO_OFTEN, say(Chat.SAY, "hello", PACK.rules().chatRefill()));
    }

    @Test
    void goesToThoseConcernedAndNobodyElse() {
        actors.party[0] = 7;
        say(Chat.PARTY, "to the party", 0);
        assertEquals(Audience.PARTY, events.audience(0));
        assertEquals(7, events.address(0));
        assertEquals("to the party", events.text(0));
        say(Chat.WHISPER, "to you", 0);
        assertEquals(Audience.PLAYER, events.audience(1));
        assertEquals(1, events.address(1));
        assertEquals(Refusal.NO_PARTY, say(Chat.GUILD, "to nobody", 0));
    }

    @Test
    void theFilterAndTheFormAreAsked() {
        assertEquals(Refusal.TEXT, say(Chat.SAY, "#bad", 0));
        assertEquals(Refusal.TEXT, say(Chat.SAY, "", 0));
        assertEquals(Refusal.TEXT, say(Chat.SAY, "a\nb", 0));
        assertEquals(Refusal.TEXT, say(Chat.SAY, "x".repeat(201), 0));
        assertEquals(Refusal.NONE, say(Chat.SAY, "안녕, Grüße 🙂", 0));
    }

    @Test
    void judgesUtf8AsTheJdkDoes() {
        Seeds.forEach(
                5_000,
                random -> {
                    byte[] bytes = new byte[1 + random.nextInt(6)];
                    random.fill(bytes, 0, bytes.length);
                    if (random.chance(0.5)) {
                        String text = new String(Character.toChars(random.nextInt(0x110000)));
                        bytes = text.getBytes(StandardCharsets.UTF_8);
                    }
                    assertEquals(isPlain(bytes), Chat.isPlain(bytes, 0, bytes.length));
                });
        assertFalse(Chat.isPlain(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, 0, 3));
        assertTrue(Chat.isPlain(new byte[] {'o', 'k'}, 0, 2));
    }

    private static boolean isPlain(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .chars()
                    .noneMatch(Character::isISOControl);
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private Refusal say(int channel, String text, int tick) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return chat.say(PACK, 0, channel, 1, bytes, 0, bytes.length, tick);
    }
}
