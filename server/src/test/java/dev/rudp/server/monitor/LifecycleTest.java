package dev.rudp.server.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rudp.server.monitor.Lifecycle.Phase;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    @Test
    void movesForwardOnly() {
        Lifecycle lifecycle = new Lifecycle();
        lifecycle.enter(Phase.READY);
        lifecycle.enter(Phase.STOPPED);
        lifecycle.enter(Phase.READY);

        assertEquals(Phase.STOPPED, lifecycle.phase());
    }

    @Test
    void beginsAsStarting() {
        assertEquals(Phase.STARTING, new Lifecycle().phase());
    }
}
