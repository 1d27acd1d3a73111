package dev.rudp.server.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PictureFeedTest {
    private final AtomicLong nowNs = new AtomicLong(1);
    private final Painter painter = new Painter();
    private final PictureFeed feed = new PictureFeed(painter, nowNs::get);

    @Test
    void viewersShareAPictureForATenthOfASecond() {
        painter.failures = 0;
        Optional<String> first = text();
        nowNs.addAndGet(PictureFeed.FRESH_NS - 1);
        assertEquals(first, text());
        assertEquals(1, painter.paintings);
        nowNs.addAndGet(1);

        assertEquals(
                Optional.of(
                        "{\"tick\":2,\"tickHz\":20,\"count\":1,\"id\":[9],\"x\":[-150],\"y\":[201]}"),
                text());
    }

    @Test
    void triesAgainWhenTheFrameWasOverwritten() {
        painter.failures = 2;

        assertEquals(
                Optional.of(
                        "{\"tick\":3,\"tickHz\":20,\"count\":1,\"id\":[9],\"x\":[-150],\"y\":[201]}"),
                text());
    }

    @Test
    void keepsTheLastPictureWhenTheFrameCannotBeRead() {
        Optional<String> first = text();
        painter.failures = 1_000;
        nowNs.addAndGet(PictureFeed.FRESH_NS);

        assertEquals(first, text());
    }

    @Test
    void hasNoneBeforeTheFirstFrame() {
        painter.failures = 3;

        assertEquals(Optional.empty(), text());
    }

    private Optional<String> text() {
        return feed.json().map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static final class Painter implements WorldView {
        int failures;
        int paintings;

        @Override
        public MapOutline map() {
            return new MapOutline("none", 0, 0, 1, 1, List.of());
        }

        @Override
        public int tickHz() {
            return 20;
        }

        @Override
        public boolean paint(WorldPicture picture) {
            paintings++;
            picture.tick(paintings);
            picture.add(9, -1.5, 2.009);
            return failures-- <= 0;
        }
    }
}
