package dev.rudp.server.http;

import dev.rudp.server.connect.ConnectService;
import dev.rudp.server.dashboard.WorldView;
import dev.rudp.server.monitor.Lifecycle;
import dev.rudp.server.monitor.MeterWindows;

/// What the HTTP side speaks for.
public record HttpParts(
        ConnectService connect, MeterWindows meters, Lifecycle lifecycle, WorldView world) {}
