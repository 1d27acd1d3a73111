package dev.rudp.engine.join;

import dev.rudp.transport.wire.ByteReader;
import dev.rudp.transport.wire.ByteWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The world's first message to a player, on the reliable control channel: who you are in it and
/// what you need to understand its snapshots.
///
/// ```
/// u8 kind = 1 | u16 slot | u16 generation | u16 tickHz | u16 maxVisible | u32 tick | u64 schemaHash
/// | u8 length, UTF-8 mapName
/// ```
///
/// @param slot the player's own entity
/// @param generation its generation, 1..65535
/// @param tickHz ticks per second, 1..1000
/// @param maxVisible the most entities in a snapshot's view, 1..1024
/// @param tick the server's tick when the player joined
/// @param schemaHash what the server replicates; refuse to play when your schema's differs
/// @param mapName the map to load, at most 255 bytes in UTF-8
public record Welcome(
        int slot,
        int generation,
        int tickHz,
        int maxVisible,
        int tick,
        long schemaHash,
        String mapName) {
    /// The first byte of a control message that is a welcome.
    public static final int KIND = 1;

    private static final int MAX_NAME_BYTES = 255;
    private static final int FIXED_BYTES = 22;

    public Welcome {
        require("slot", slot, 0, 0xFFFF);
        require("generation", generation, 1, 0xFFFF);
        require("tickHz", tickHz, 1, 1000);
        require("maxVisible", maxVisible, 1, 1024);
        require("tick", tick, 0, Integer.MAX_VALUE);
        require(
                "mapName.bytes",
                mapName.getBytes(StandardCharsets.UTF_8).length,
                0,
                MAX_NAME_BYTES);
    }

    /// {@return this as a message}
    public byte[] encode() {
        byte[] name = mapName.getBytes(StandardCharsets.UTF_8);
        byte[] message = new byte[FIXED_BYTES + name.length];
        ByteWriter out = new ByteWriter().wrap(message, 0, message.length);
        out.u8(KIND);
        out.u16(slot);
        out.u16(generation);
        out.u16(tickHz);
        out.u16(maxVisible);
        out.i32(tick);
        out.i64(schemaHash);
        out.u8(name.length);
        out.bytes(name, 0, name.length);
        assert !out.overflowed() && out.remaining() == 0;
        return message;
    }

    /// {@return the welcome in a message, or null when it is not one}
    public static @Nullable Welcome decode(byte[] bytes, int offset, int length) {
        ByteReader in = new ByteReader().wrap(bytes, offset, length);
        int kind = in.u8();
        int slot = in.u16();
        int generation = in.u16();
        int tickHz = in.u16();
        int maxVisible = in.u16();
        int tick = in.i32();
        long schemaHash = in.i64();
        int nameBytes = in.u8();
        int nameAt = in.skip(nameBytes);
        if (in.failed()
                || in.remaining() != 0
                || kind != KIND
                || generation == 0
                || tickHz < 1
                || tickHz > 1000
                || maxVisible < 1
                || maxVisible > 1024
                || tick < 0) {
            return null;
        }
        byte[] name = Arrays.copyOfRange(bytes, nameAt, nameAt + nameBytes);
        try {
            String mapName =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
            return new Welcome(slot, generation, tickHz, maxVisible, tick, schemaHash, mapName);
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    private static void require(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "welcome." + key + "=" + value + " not in [" + min + ", " + max + "]");
        }
    }
}
