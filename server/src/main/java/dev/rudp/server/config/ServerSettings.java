package dev.rudp.server.config;

/// Everything an operator may set, checked.
public record ServerSettings(
        HttpSettings http,
        UdpSettings udp,
        WorldSettings world,
        SessionSettings session,
        SnapshotSettings snapshot,
        ShardSettings shards,
        IdentitySettings identity,
        ConnectSettings connect,
        TransportSettings transport) {

    public ServerSettings {
        if (session.maxPlayers() > world.capacityEntities()) {
            throw new IllegalArgumentException(
                    "session.max-players="
                            + session.maxPlayers()
                            + " > world.capacity-entities="
                            + world.capacityEntities()
                            + ": each player needs an entity");
        }
    }

    public static ServerSettings defaults() {
        return new ServerSettings(
                HttpSettings.defaults(),
                UdpSettings.defaults(),
                WorldSettings.defaults(),
                SessionSettings.defaults(),
                SnapshotSettings.defaults(),
                ShardSettings.defaults(),
                IdentitySettings.defaults(),
                ConnectSettings.defaults(),
                TransportSettings.defaults());
    }
}
