package dev.rudp.server.dashboard;

/// What the status page may see of a world; implemented over the published frames. Called from HTTP
/// threads, several times a second for all viewers together.
public interface WorldView {
    MapOutline map();

    int tickHz();

    /// Puts the players of the newest frame into `picture`, which is empty.
    ///
    /// @return false when there is no frame yet, or when it was overwritten while it was read: the
    ///   picture is then thrown away
    boolean paint(WorldPicture picture);
}
