package dev.rudp.transport.netcode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The published vectors, `vectors/netcode.json`.
final class NetcodeVectors {
    static final JsonNode ALL = load("netcode");
    static final long PROTOCOL_ID =
            Long.parseUnsignedLong(ALL.get("protocolId").asString().substring(2), 16);

    private NetcodeVectors() {}

    static byte[] hex(JsonNode vector, String field) {
        return HexFormat.of().parseHex(vector.get(field).asString());
    }

    static long unsigned(JsonNode vector, String field) {
        return Long.parseUnsignedLong(vector.get(field).asString());
    }

    static String name(JsonNode vector) {
        return vector.get("name").asString();
    }

    /// Hands out the given bytes, in turn, as if they were random.
    static RandomGenerator scripted(byte[]... answers) {
        return new RandomGenerator() {
            private int next;

            @Override
            public void nextBytes(byte[] target) {
                byte[] answer = answers[next++];
                System.arraycopy(answer, 0, target, 0, target.length);
            }

            @Override
            public long nextLong() {
                throw new IllegalStateException("only bytes are scripted");
            }
        };
    }

    static JsonNode load(String name) {
        try (InputStream in =
                NetcodeVectors.class.getResourceAsStream("/vectors/" + name + ".json")) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
