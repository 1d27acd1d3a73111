package dev.rudp.server.monitor;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/// Pauses of the garbage collector, as the JVM reports them (whole milliseconds). Work that a
/// concurrent collector does beside the program is no pause and is left out.
final class GcPauses implements AutoCloseable {
    private final List<NotificationEmitter> emitters = new ArrayList<>();
    private final NotificationListener listener = this::onNotification;
    private long count;
    private long totalMs;
    private long longestMs;

    GcPauses() {
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            boolean concurrent = bean.getName().contains("Cycles");
            if (!concurrent && bean instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(listener, null, null);
                emitters.add(emitter);
            }
        }
    }

    synchronized long count() {
        return count;
    }

    synchronized long totalMs() {
        return totalMs;
    }

    /// {@return the longest pause since the last call of this method}
    synchronized long takeLongestMs() {
        long longest = longestMs;
        longestMs = 0;
        return longest;
    }

    synchronized void onPause(long durationMs) {
        count++;
        totalMs += durationMs;
        longestMs = Math.max(longestMs, durationMs);
    }

    @Override
    public void close() {
        for (NotificationEmitter emitter : emitters) {
            try {
                emitter.removeNotificationListener(listener);
            } catch (ListenerNotFoundException alreadyRemoved) {
                // Someone removed it before us: it is gone, which is what we want.
            }
        }
        emitters.clear();
    }

    private void onNotification(Notification notification, Object handback) {
        if (notification.getUserData() instanceof CompositeData data) {
            onPause(GarbageCollectionNotificationInfo.from(data).getGcInfo().getDuration());
        }
    }
}
