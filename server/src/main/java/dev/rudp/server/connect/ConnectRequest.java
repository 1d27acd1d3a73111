package dev.rudp.server.connect;

import org.jspecify.annotations.Nullable;

/// What a client sends to connect. Both are optional: without a JWT a new guest is made, without a
/// name that guest gets one.
///
/// @param name a new guest's name
/// @param jwt of a guest who comes back; `name` is then not looked at
public record ConnectRequest(@Nullable String name, @Nullable String jwt) {}
