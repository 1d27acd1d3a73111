package dev.rudp.server.http;

import dev.rudp.server.dashboard.MapOutline;
import dev.rudp.server.dashboard.WorldPicture;
import dev.rudp.server.dashboard.WorldView;
import java.util.List;

/// A world of one wall and as many players as a test wants, in a row one metre apart.
final class FakeWorld implements WorldView {
    volatile int players;

    @Override
    public MapOutline map() {
        return new MapOutline(
                "field", 0, 0, 100, 50, List.of(new MapOutline.Wall(1, 2, 3, 4, 2.5)));
    }

    @Override
    public int tickHz() {
        return 60;
    }

    @Override
    public boolean paint(WorldPicture picture) {
        picture.tick(77);
        for (int i = 0; i < players; i++) {
            picture.add(i, i, 0.25);
        }
        return players > 0;
    }
}
