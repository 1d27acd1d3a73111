package dev.rudp.transport.fuzz;

import dev.rudp.testkit.fuzz.FuzzCatalog;
import dev.rudp.testkit.fuzz.FuzzTarget;
import java.util.Map;
import java.util.TreeMap;

/// All targets of this module.
public final class TransportFuzz implements FuzzCatalog {
    @Override
    public Map<String, FuzzTarget> targets() {
        return new TreeMap<>(
                Map.of(
                        "packet-header",
                        Parsers::packetHeader,
                        "connect-token",
                        Parsers::connectToken,
                        "private-token",
                        Parsers::privateToken,
                        "request",
                        Parsers::request,
                        "challenge",
                        Parsers::challenge,
                        "fragments",
                        new FragmentsTarget(),
                        "payloads",
                        new PayloadsTarget(),
                        "server-datagrams",
                        new ServerTarget(),
                        "client-datagrams",
                        new ClientTarget(),
                        "connection-pair",
                        new PairTarget()));
    }
}
