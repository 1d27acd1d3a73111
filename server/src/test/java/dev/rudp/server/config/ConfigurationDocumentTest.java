package dev.rudp.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

    /// With `-Drudp.docs=write` it writes the document first.
    @Test
    void theDocumentSaysWhatTheRecordsDeclare() throws IOException {
        if ("write".equals(System.getProperty("rudp.docs"))) {
            Files.writeString(DOCUMENT, ConfigurationDocument.text());
        }

        assertEquals(ConfigurationDocument.text(), Files.readString(DOCUMENT));
    }

    @Test
    void everySettingIsExplained() {
        for (SettingKey key : SettingKey.all()) {
            assertFalse(key.about().isBlank(), key.name());
        }
    }
}
