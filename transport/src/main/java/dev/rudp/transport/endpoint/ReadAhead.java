package dev.rudp.transport.endpoint;

import dev.rudp.transport.connection.Connection;
import org.jspecify.annotations.Nullable;

/// Reads ahead what packets to and from a group of sessions will need, see [Connection#touch]: each
/// step for all of the group, so that the latencies of the memory overlap.
final class ReadAhead {
    private ReadAhead() {}

    /// @return means nothing, but must be used
    static long touch(
            @Nullable Session[] sessions,
            @Nullable Connection[] connections,
            int[] group,
            int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            Session session = sessions[group[i]];
            Connection connection = connections[group[i]];
            if (session != null && connection != null) {
                sum += session.nextSequence + connection.touchFirst();
            }
        }
        for (int i = 0; i < count; i++) {
            Session session = sessions[group[i]];
            Connection connection = connections[group[i]];
            if (session != null && connection != null) {
                sum += session.touch() + connection.touch();
            }
        }
        for (int i = 0; i < count; i++) {
            Connection connection = connections[group[i]];
            if (connection != null) {
                sum += connection.touchFurther();
            }
        }
        return sum;
    }
}
