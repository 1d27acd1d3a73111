package dev.rudp.cli;

import dev.rudp.loadtest.conformance.ConformanceOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "conformance",
        description = {
            "Tries a server from outside, rule by rule of docs/protocol.md, with a second",
            "implementation of it. Takes about half a minute and some fifty connect tokens,",
            "from the server's HTTP API or made from its private key (any netcode 1.02 server).",
            "Exit code 0 only when no check failed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./rudp conformance --target 127.0.0.1:40000 --http 127.0.0.1:8080",
            "  ./rudp conformance --target game.example.net:40000 --http game.example.net:8080 --json checks.json",
            "  ./rudp conformance --target 127.0.0.1:40000 --private-key HEX --protocol-id 0x1122334455667788"
        })
final class ConformanceCommand implements Callable<Integer> {
    @SuppressWarnings("NullAway.Init")
    @ParentCommand
    private Rudp rudp;

    @Option(
            names = "--target",
            paramLabel = "HOST:PORT",
            required = true,
            description = "UDP address of the server.")
    private String target = "";

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            description = "Address of its connect API, which gives the tokens.")
    private @Nullable String http;

    @Option(
            names = "--private-key",
            paramLabel = "HEX",
            description = "Makes the tokens instead: 64 hex digits.")
    private @Nullable String privateKey;

    @Option(
            names = "--protocol-id",
            paramLabel = "N",
            defaultValue = "0",
            description = "Protocol id of tokens made from the key (0x... for hex).")
    private String protocolId = "";

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the outcome as JSON.")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        ConformanceOptions options =
                new ConformanceOptions(target, http, privateKey, protocolId(protocolId), json);
        return rudp.programs().conformance(options, rudp.out());
    }

    private static long protocolId(String text) {
        try {
            return text.startsWith("0x")
                    ? Long.parseUnsignedLong(text.substring(2), 16)
                    : Long.parseUnsignedLong(text);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(
                    "protocol-id=" + text + " is no unsigned number of 64 bits", wrong);
        }
    }
}
