package dev.rudp.server.app;

import dev.rudp.engine.frame.Frame;
import dev.rudp.engine.frame.FrameRing;
import dev.rudp.game.arena.ArenaSchema;
import dev.rudp.game.map.Distance;
import dev.rudp.game.map.MapBox;
import dev.rudp.game.map.WorldMap;
import dev.rudp.server.dashboard.MapOutline;
import dev.rudp.server.dashboard.WorldPicture;
import dev.rudp.server.dashboard.WorldView;
import java.util.List;

/// Shows the arena to the status page, out of the published frames. Any thread.
final class ArenaView implements WorldView {
    private static final int GENERATION_BITS = 16;

    private final FrameRing frames;
    private final MapOutline outline;
    private final int tickHz;

    ArenaView(WorldMap map, FrameRing frames, int tickHz) {
        this.frames = frames;
        this.tickHz = tickHz;
        this.outline =
                new MapOutline(
                        map.name(),
                        0,
                        0,
                        Distance.toMetres(map.width()),
                        Distance.toMetres(map.depth()),
                        outlines(map.boxes()));
    }

    @Override
    public MapOutline map() {
        return outline;
    }

    @Override
    public int tickHz() {
        return tickHz;
    }

    @Override
    public boolean paint(WorldPicture picture) {
        Frame frame = frames.newest();
        int tick = frame.tick();
        picture.tick(tick);
        for (int i = 0; i < frame.liveCount(); i++) {
            int slot = frame.liveSlot(i);
            picture.add(
                    (slot << GENERATION_BITS) | frame.generation(slot),
                    Distance.toMetres(frame.value(ArenaSchema.X, slot)),
                    Distance.toMetres(frame.value(ArenaSchema.Y, slot)));
        }
        return tick > 0 && frames.holds(tick);
    }

    private static List<MapOutline.Wall> outlines(List<MapBox> boxes) {
        return boxes.stream()
                .map(box ->
                        new MapOutline.Wall(
                                Distance.toMetres(box.minX()),
                                Distance.toMetres(box.minY()),
                                Distance.toMetres(box.maxX()),
                                Distance.toMetres(box.maxY()),
                                Distance.toMetres(box.maxZ())))
                .toList();
    }
}
