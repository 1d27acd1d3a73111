package dev.rudp.loadtest.bot;

import java.util.List;
import org.HdrHistogram.Histogram;

/// What a swarm has done, at one instant between two slices. Counts run from the start of the swarm
/// and are to be subtracted from each other; the two histograms hold what came since the sample
/// before.
///
/// @param atNs when the sample was taken, on the swarm's clock
/// @param playing bots that are connected and have been welcomed into the world
/// @param failures what became of the others, one line for each cause; cold
/// @param slotsDue sends that the schedule has asked of playing bots
/// @param inputsSent of those, how many were made
/// @param clockSkips sends that bots left out on purpose to bring their clock nearer to the
///   server's, as any client does
/// @param datagramsSent handed to the socket, of all bots
/// @param sendDrops of those, how many the kernel would not take
/// @param discardedUp datagrams of bots that the impaired path threw away
/// @param discardedDown datagrams of the server that it threw away; they count as received
/// @param packetsLost packets that the server never acknowledged
/// @param newestReceived sum of the highest sequence that each bot has seen from the server: how
///   many datagrams the server has sent
/// @param rttNs from the intended instant of an input to the first snapshot that has its effect
/// @param latenessNs from the intended instant of a send to its hand-over to the kernel
public record SwarmSample(
        long atNs,
        int playing,
        List<String> failures,
        long slotsDue,
        long inputsSent,
        long clockSkips,
        long datagramsSent,
        long bytesSent,
        long sendDrops,
        long datagramsReceived,
        long bytesReceived,
        long strays,
        long discardedUp,
        long discardedDown,
        long packetsLost,
        long newestReceived,
        long snapshots,
        long statesChecked,
        long stateMismatches,
        Histogram rttNs,
        Histogram latenessNs) {}
