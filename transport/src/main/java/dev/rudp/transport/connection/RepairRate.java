package dev.rudp.transport.connection;

/// How many repairs go with each small reliable piece, by the share of packets that is lost lately:
/// from one for two pieces, when single losses are all there is, to three for two. Found with
/// 40-byte messages at 60 Hz; ADR 19 has the figures.
final class RepairRate {
    /// Repairs end when the path has lost nothing for some 280 packets: so with 1 % of loss, one
    /// loss in sixteen finds none.
    private static final float LOSS_RATIO_MIN = 0.0002f;

    private static final float LEAST = 0.5f;
    private static final float PER_LOSS = 10;

    /// From one repair for each piece on, more help less: they share a packet, and its loss.
    private static final float LOSS_RATIO_ONE = 0.05f;

    private static final float PER_LOSS_ABOVE_ONE = 4;
    private static final float MOST = 1.5f;

    private RepairRate() {}

    /// @param lossRatio 0..1
    /// @return 0 for none, else 0.5..1.5
    static float perPiece(float lossRatio) {
        if (lossRatio < LOSS_RATIO_MIN) {
            return 0;
        }
        if (lossRatio < LOSS_RATIO_ONE) {
            return LEAST + PER_LOSS * lossRatio;
        }
        return Math.min(1 + PER_LOSS_ABOVE_ONE * (lossRatio - LOSS_RATIO_ONE), MOST);
    }
}
