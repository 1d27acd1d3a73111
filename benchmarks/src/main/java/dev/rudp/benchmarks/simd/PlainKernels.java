package dev.rudp.benchmarks.simd;

/// The loops as the engine has them.
public final class PlainKernels implements Kernels {
    @Override
    public int within(
            Points points,
            int from,
            int to,
            int x,
            int y,
            long limit,
            int[] found,
            long[] distances,
            int count) {
        int[] xs = points.xs();
        int[] ys = points.ys();
        int[] slots = points.slots();
        int at = count;
        for (int i = from; i < to; i++) {
            long dx = xs[i] - (long) x;
            long dy = ys[i] - (long) y;
            long squared = dx * dx + dy * dy;
            found[at] = slots[i];
            distances[at] = squared;
            at += (int) ((squared - limit - 1) >>> 63);
        }
        return at;
    }

    @Override
    public void integrate(float[] position, float[] velocity, float seconds) {
        for (int i = 0; i < position.length; i++) {
            position[i] += velocity[i] * seconds;
        }
    }

    @Override
    public void changedMasks(int[] now, int[] was, byte[] masks) {
        for (int row = 0; row < masks.length; row++) {
            int mask = 0;
            for (int field = 0; field < 8; field++) {
                int change = now[8 * row + field] ^ was[8 * row + field];
                mask |= ((change | -change) >>> 31) << field;
            }
            masks[row] = (byte) mask;
        }
    }
}
