package dev.rudp.engine.snapshot;

/// How much a player is told: every how many ticks of the entities in each ring, and which share of
/// its bytes a second it may use. The player's own entity comes every tick in all of them. From
/// best to least; each spares the far before the near.
public enum Quality {
    FULL(1, 1, 2, 6, 30),
    /// The far at half their rate.
    FAR_HALVED(1, 1, 2, 12, 30),
    /// Everything at half its rate.
    HALVED(2, 2, 4, 12, 30),
    /// What is near a third, the rest a quarter or less.
    SPARSE(4, 3, 8, 24, 30);

    private final int budgetDivisor;
    private final int full;
    private final int half;
    private final int sixth;
    private final int far;

    Quality(int budgetDivisor, int full, int half, int sixth, int far) {
        this.budgetDivisor = budgetDivisor;
        this.full = full;
        this.half = half;
        this.sixth = sixth;
        this.far = far;
    }

    /// {@return every how many ticks entities in `ring` are told of}
    public int periodTicks(int ring) {
        return switch (ring) {
            case 0 -> full;
            case 1 -> half;
            case 2 -> sixth;
            default -> far;
        };
    }

    /// {@return the lesser of two}
    public static Quality least(Quality one, Quality other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /// {@return by what the bytes a second are divided}
    public int budgetDivisor() {
        return budgetDivisor;
    }
}
