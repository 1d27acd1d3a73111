package dev.rudp.loadtest.measure;

/// What a figure has to be. NaN, that is a figure nobody could measure, keeps no limit.
public sealed interface Limit {
    /// {@return whether `value` keeps this limit}
    boolean holds(double value);

    /// {@return the limit as a reader says it, such as `< 8`}
    ///
    /// @param scale what values are multiplied by before they are shown: 100 for percent
    String text(double scale);

    /// Strictly less than `bound`.
    record Below(double bound) implements Limit {
        @Override
        public boolean holds(double value) {
            return value < bound;
        }

        @Override
        public String text(double scale) {
            return "< " + Numbers.exact(bound * scale);
        }
    }

    /// At most `bound`.
    record AtMost(double bound) implements Limit {
        @Override
        public boolean holds(double value) {
            return value <= bound;
        }

        @Override
        public String text(double scale) {
            return "≤ " + Numbers.exact(bound * scale);
        }
    }

    /// At least `bound`.
    record AtLeast(double bound) implements Limit {
        @Override
        public boolean holds(double value) {
            return value >= bound;
        }

        @Override
        public String text(double scale) {
            return "≥ " + Numbers.exact(bound * scale);
        }
    }

    /// Exactly `wanted`: for counts.
    record Exactly(double wanted) implements Limit {
        @Override
        public boolean holds(double value) {
            return value == wanted;
        }

        @Override
        public String text(double scale) {
            return "= " + Numbers.exact(wanted * scale);
        }
    }

    /// Within `toleranceRatio` of `wanted`, on either side.
    record Within(double wanted, double toleranceRatio) implements Limit {
        @Override
        public boolean holds(double value) {
            return Math.abs(value - wanted) <= wanted * toleranceRatio;
        }

        @Override
        public String text(double scale) {
            return Numbers.exact(wanted * scale)
                    + " ± "
                    + Numbers.exact(toleranceRatio * 100)
                    + " %";
        }
    }
}
