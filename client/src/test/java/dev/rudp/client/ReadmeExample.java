package dev.rudp.client;

// tag::readme[]
import dev.rudp.client.view.WorldView;
import dev.rudp.game.input.InputWord;
import java.net.URI;
import java.time.Duration;

/// Joins a world, runs along x for five seconds and tells whom it sees.
public final class ReadmeExample {
    public static void main(String[] args) throws Exception {
        URI server = URI.create(args.length > 0 ? args[0] : "http://127.0.0.1:8080");
        try (GameClient client = GameClient.connect(server, "Ann")) {
            client.input(InputWord.of(0, InputWord.FULL_STICK, 0, InputWord.SPRINT));
            for (int second = 1; second <= 5; second++) {
                WorldView world = client.updateFor(Duration.ofSeconds(1));
                int me = client.ownIndex();
                System.out.printf(
                        "%d players in sight, I am at %.1f, %.1f%n",
                        world.count(), world.x(me), world.y(me));
            }
        }
    }

    private ReadmeExample() {}
}
// end::readme[]
