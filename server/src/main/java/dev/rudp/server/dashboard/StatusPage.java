package dev.rudp.server.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/// The files of the status page, read once out of the jar. Nothing of it comes from elsewhere: it
/// works on a machine without a network.
public final class StatusPage {
    /// One file as a browser gets it.
    ///
    /// @param path its URL path
    /// @param bytes not to be changed
    /// @param etag changes when the bytes do
    @SuppressWarnings("ArrayRecordComponent")
    public record Asset(String path, String contentType, byte[] bytes, String etag) {}

    /// Scripts, styles and data from this server only; nobody may frame the page.
    public static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " img-src 'self' data:; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    private static final Map<String, String> FILES =
            Map.of(
                    "status.html", "text/html; charset=utf-8",
                    "status.css", "text/css; charset=utf-8",
                    "status.js", "text/javascript; charset=utf-8",
                    "world.js", "text/javascript; charset=utf-8",
                    "icon.svg", "image/svg+xml");

    private StatusPage() {}

    /// {@return the page at `/` and what it needs beside it}
    public static List<Asset> assets() {
        return FILES.entrySet().stream()
                .map(file -> asset(file.getKey(), file.getValue()))
                .collect(Collectors.toUnmodifiableList());
    }

    private static Asset asset(String name, String contentType) {
        byte[] bytes = read(name);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        String path = name.equals("status.html") ? "/" : "/" + name;
        return new Asset(path, contentType, bytes, "\"" + Long.toHexString(crc.getValue()) + "\"");
    }

    private static byte[] read(String name) {
        try (InputStream file = StatusPage.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
