package dev.rudp.benchmarks.simd;

/// The engine's loops that could gain from SIMD, over columns.
public interface Kernels {
    /// Ints that may be written beyond the results of [#within]: a vector's.
    int SLACK = 8;

    /// Appends to `found` and `distances`, which hold `count` results, the points `[from, to)`
    /// whose squared distance from `(x, y)` is at most `limit`; {@return how many they hold then}
    ///
    /// Differences fit 27 bits.
    int within(
            Points points,
            int from,
            int to,
            int x,
            int y,
            long limit,
            int[] found,
            long[] distances,
            int count);

    /// Adds `velocity × seconds` to every position.
    void integrate(float[] position, float[] velocity, float seconds);

    /// Writes for each row of eight ints which of them differ, as bits.
    void changedMasks(int[] now, int[] was, byte[] masks);

    /// Columns of a spatial index.
    @SuppressWarnings("ArrayRecordComponent") // columns, handed over as they are
    record Points(int[] slots, int[] xs, int[] ys) {}
}
