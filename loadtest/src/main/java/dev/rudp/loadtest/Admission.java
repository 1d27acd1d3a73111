package dev.rudp.loadtest;

import dev.rudp.loadtest.bot.SwarmSample;
import dev.rudp.loadtest.measure.Numbers;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.netcode.ConnectToken;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Gets every bot into the world: a connect token for each over HTTP, a bounded number at a time,
/// and at once the handshake, for tokens are short-lived.
final class Admission {
    /// Requests under way at once.
    private static final int CONCURRENT = 16;

    private static final long POLL_MS = 1_000;

    /// How long the last bots may take after all tokens were given out, in polls.
    private static final int PATIENCE_POLLS = 20;

    private static final int LOOPBACK = 127;

    private final Rig rig;
    private final PrintStream out;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicReference<@Nullable String> firstRefusal = new AtomicReference<>();

    Admission(Rig rig, PrintStream out) {
        this.rig = rig;
        this.out = out;
    }

    /// Returns when all `players` play or it is clear that they will not; what went wrong is told.
    void admit(int players) throws InterruptedException, ServerLostException {
        Semaphore slots = new Semaphore(CONCURRENT);
        int polls = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < players; i++) {
                int index = i;
                threads.execute(() -> admitOne(index, slots));
            }
            int playing = 0;
            List<String> failures = List.of();
            while (playing + refused.get() < players && polls < PATIENCE_POLLS) {
                polls += asked.get() == players ? 1 : 0;
                TimeUnit.MILLISECONDS.sleep(POLL_MS);
                rig.check();
                SwarmSample sample = sample();
                playing = sample.playing();
                failures = sample.failures();
                out.printf(
                        "connecting: %s of %s%n", Numbers.plain(playing), Numbers.plain(players));
            }
            threads.shutdownNow();
            failures.forEach(line -> out.println("  " + line));
        }
        if (refused.get() > 0) {
            out.printf("  %d × refused by the server: %s%n", refused.get(), firstRefusal.get());
        }
    }

    private SwarmSample sample() {
        return rig.bots().call(swarm -> swarm.sample(System.nanoTime())).join();
    }

    private void admitOne(int index, Semaphore slots) {
        boolean acquired = false;
        try {
            slots.acquire();
            acquired = true;
            ConnectToken token = ConnectToken.parse(rig.api().connect("bot-" + index));
            requireLoopback(token);
            rig.bots()
                    .call(swarm -> {
                        swarm.admit(index, token, System.nanoTime());
                        return index;
                    })
                    .join();
        } catch (IOException | IllegalArgumentException | CompletionException refusal) {
            refuse(refusal);
        } catch (InterruptedException | CancellationException stopped) {
            // The test is over before this bot had its turn.
            Thread.currentThread().interrupt();
        } finally {
            asked.incrementAndGet();
            if (acquired) {
                slots.release();
            }
        }
    }

    private void refuse(Exception refusal) {
        refused.incrementAndGet();
        firstRefusal.compareAndSet(null, refusal.toString());
    }

    /// Bots speak from loopback addresses, each its own; those reach no other machine.
    private static void requireLoopback(ConnectToken token) {
        for (PeerAddress server : token.servers()) {
            if (!server.isV4() || (server.lo() >>> 24 & 0xFF) != LOOPBACK) {
                throw new IllegalArgumentException(
                        "the server's UDP address is "
                                + server
                                + ", but bots have addresses in 127.0.0.0/8: run the load test on"
                                + " the server's machine, with udp.public-addresses=127.0.0.1");
            }
        }
    }
}
