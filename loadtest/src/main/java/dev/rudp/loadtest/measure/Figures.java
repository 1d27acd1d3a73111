package dev.rudp.loadtest.measure;

/// Everything that one load test measured, over the measuring window only (the warm-up is left
/// out). A figure that could not be measured is NaN.
public record Figures(
        Load load,
        Percentiles rttMs,
        Loss loss,
        ServerStats server,
        ResourceUse resources,
        Pauses gcPauses,
        StateCheck states) {

    /// {@return the figures of a test whose server ended: there are none}
    public static Figures nothing(int players, double tickHz) {
        double unknown = Double.NaN;
        return new Figures(
                new Load(players, 0, 0, 0, tickHz, 0, 0, 0, 0, 0, Percentiles.NONE),
                Percentiles.NONE,
                new Loss(0, 0, 0, 0, -1, 0),
                ServerStats.UNKNOWN,
                new ResourceUse(unknown, unknown, unknown, unknown, unknown, unknown),
                Pauses.UNKNOWN,
                new StateCheck(0, 0, 0));
    }

    /// {@return the longest pause: as measured from outside, else as the server itself says}
    public double gcPauseMsMax() {
        return Double.isNaN(gcPauses.msMax()) ? server.gcPauseMsMax() : gcPauses.msMax();
    }

    /// What was asked and what the bots really did.
    ///
    /// @param players asked for
    /// @param connected bots that were connected during the whole window
    /// @param secondsAsked length of the window that was asked for
    /// @param secondsMeasured length of the window as it was
    /// @param tickHz inputs and snapshots per player and second that the server announces
    /// @param sentPerSecond datagrams per second, all bots together, handed to the kernel
    /// @param receivedPerSecond datagrams per second, all bots together, read from the kernel
    /// @param bytesSentPerSecond UDP payload, all bots together
    /// @param bytesReceivedPerSecond UDP payload, all bots together
    /// @param offeredRatio inputs sent / inputs that the schedule asked for, 0..1
    /// @param latenessMs by how much sends missed their intended instant
    public record Load(
            int players,
            int connected,
            int secondsAsked,
            double secondsMeasured,
            double tickHz,
            double sentPerSecond,
            double receivedPerSecond,
            double bytesSentPerSecond,
            double bytesReceivedPerSecond,
            double offeredRatio,
            Percentiles latenessMs) {
        /// {@return datagrams per second from one player to the server}
        public double inPerPlayer() {
            return connected == 0 ? 0 : sentPerSecond / connected;
        }

        /// {@return datagrams per second from the server to one player}
        public double outPerPlayer() {
            return connected == 0 ? 0 : receivedPerSecond / connected;
        }

        /// {@return UDP payload from the server, per player and second}
        public double bytesDownPerPlayer() {
            return connected == 0 ? 0 : bytesReceivedPerSecond / connected;
        }

        /// {@return UDP payload both ways, per player and second}
        public double bytesPerPlayer() {
            return connected == 0 ? 0 : (bytesSentPerSecond + bytesReceivedPerSecond) / connected;
        }
    }

    /// Datagrams lost between the bots and the server, over the window.
    ///
    /// `ratio = (lostUp + lostDown) / (sentUp + sentDown)`
    ///
    /// @param sentUp datagrams that bots sent
    /// @param lostUp of those, how many the server never processed
    /// @param sentDown datagrams that the server sent, known from their sequence numbers
    /// @param lostDown of those, how many never reached a bot
    /// @param botSocketDrops datagrams that the kernel dropped because the bots' own receive buffer
    ///   was full; -1 when unknown. These are the bots' fault, not the server's
    /// @param discarded datagrams that the bots threw away on purpose, both ways: the impaired path
    ///   that was asked for. They are not counted as lost
    public record Loss(
            long sentUp,
            long lostUp,
            long sentDown,
            long lostDown,
            long botSocketDrops,
            long discarded) {
        /// {@return whether the path was impaired on purpose}
        public boolean isImpaired() {
            return discarded > 0;
        }

        public double ratio() {
            long sent = sentUp + sentDown;
            return sent == 0 ? Double.NaN : (double) (lostUp + lostDown) / sent;
        }
    }

    /// What bots that decode everything found when they compared their view with the server's
    /// checksum of it.
    public record StateCheck(int bots, long checked, long mismatches) {}

    /// How long the server's JVM stopped all its threads for the garbage collector, from the first
    /// thread that was asked to stop until the last went on. NaN when nobody could look.
    ///
    /// @param count pauses in the window
    public record Pauses(double msP999, double msMax, long count) {
        /// Nobody could look: the server is not ours.
        public static final Pauses UNKNOWN = new Pauses(Double.NaN, Double.NaN, 0);
    }

    /// Average use of the machine over the window; 1.0 = every core busy.
    ///
    /// @param otherCpuRatio everything on the machine that is neither server nor bots
    /// @param serverRssMb largest resident set seen, in MiB
    /// @param memoryPerPlayerKb by how much the resident set grew since before the first player,
    ///   for each player, in KiB
    public record ResourceUse(
            double serverCpuRatio,
            double botsCpuRatio,
            double otherCpuRatio,
            double serverRssMb,
            double memoryPerPlayerKb,
            double botsRssMb) {}
}
