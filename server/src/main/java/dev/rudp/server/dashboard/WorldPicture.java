package dev.rudp.server.dashboard;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// All players at one tick, from above: parallel columns, as the page gets them. Owned by the
/// [PictureFeed] that reuses it.
public final class WorldPicture {
    private static final int CENTIMETRES = 100;

    private long tick;
    private int count;
    private int[] ids = new int[64];
    private int[] xs = new int[64];
    private int[] ys = new int[64];

    WorldPicture() {}

    void clear() {
        tick = 0;
        count = 0;
    }

    /// Names the tick that the picture is of.
    public void tick(long frameTick) {
        tick = frameTick;
    }

    /// Adds a player.
    ///
    /// @param id the same in every picture as long as this player is in the world
    public void add(int id, double xMetres, double yMetres) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, 2 * count);
            xs = Arrays.copyOf(xs, 2 * count);
            ys = Arrays.copyOf(ys, 2 * count);
        }
        ids[count] = id;
        xs[count] = (int) Math.round(xMetres * CENTIMETRES);
        ys[count] = (int) Math.round(yMetres * CENTIMETRES);
        count++;
    }

    /// {@return `{"tick":9,"tickHz":60,"count":1,"id":[4],"x":[120],"y":[-5]}`, in centimetres}
    byte[] json(int tickHz) {
        StringBuilder text = new StringBuilder(64 + 16 * count);
        text.append("{\"tick\":").append(tick);
        text.append(",\"tickHz\":").append(tickHz);
        text.append(",\"count\":").append(count);
        column(text, "id", ids);
        column(text, "x", xs);
        column(text, "y", ys);
        return text.append('}').toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void column(StringBuilder text, String name, int[] values) {
        text.append(",\"").append(name).append("\":[");
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                text.append(',');
            }
            text.append(values[i]);
        }
        text.append(']');
    }
}
