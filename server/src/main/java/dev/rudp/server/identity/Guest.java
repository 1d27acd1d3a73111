package dev.rudp.server.identity;

/// An identified guest.
///
/// @param clientId unique, all 64 bits in use: write it with [Long#toUnsignedString(long)]
/// @param name a [PlayerName]
public record Guest(long clientId, String name) {
    public Guest {
        if (!PlayerName.isValid(name)) {
            throw new IllegalArgumentException("name is not a player's name");
        }
    }
}
