package dev.rudp.loadtest.measure;

/// Everything that one load test measured, over the measuring window only (the warm-up is left
/// out). A figure that could not be measured is NaN.
public record Figures(
        Load load,
        Percentiles rttMs,
        Loss loss,
        ServerStats server,
        ResourceUse resources,
        StateCheck states) {

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
    public record Loss(
            long sentUp, long lostUp, long sentDown, long lostDown, long botSocketDrops) {
        public double ratio() {
            long sent = sentUp + sentDown;
            return sent == 0 ? Double.NaN : (double) (lostUp + lostDown) / sent;
        }
    }

    /// What bots that decode everything found when they compared their view with the server's
    /// checksum of it.
    public record StateCheck(int bots, long checked, long mismatches) {}

    /// Average use of the machine over the window; 1.0 = every core busy.
    ///
    /// @param otherCpuRatio everything on the machine that is neither server nor bots
    /// @param serverRssMb largest resident set seen, in MiB
    public record ResourceUse(
            double serverCpuRatio,
            double botsCpuRatio,
            double otherCpuRatio,
            double serverRssMb,
            double botsRssMb) {}
}
