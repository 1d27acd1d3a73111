package dev.rudp.loadtest.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `./rudp conformance`: tries a server rule by rule and prints a line for each.
public final class Conformance {
    private record Finding(Check check, Outcome outcome) {}

    private Conformance() {}

    /// @return the exit code: 0 if no check failed, and not all were skipped; 1 otherwise
    public static int run(ConformanceOptions options, PrintStream out)
            throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        try (Lab lab = new Lab(options.targetAddress(), tickets(options))) {
            out.printf(Locale.ROOT, "%-43s %-5s %-7s %s%n", "rule", "§", "", "");
            for (Check check : checks()) {
                Finding finding = new Finding(check, attempt(check, lab));
                findings.add(finding);
                lab.dismiss();
                out.printf(
                        Locale.ROOT,
                        "%-43s %-5s %-7s %s%n",
                        check.rule(),
                        check.section(),
                        word(finding.outcome()),
                        finding.outcome().detail());
            }
        }
        long failed = count(findings, Outcome.Result.FAILED);
        long ok = count(findings, Outcome.Result.OK);
        long skipped = count(findings, Outcome.Result.SKIPPED);
        out.printf(Locale.ROOT, "%n%d ok, %d failed, %d skipped%n", ok, failed, skipped);
        Path json = options.json();
        if (json != null) {
            Files.writeString(json, json(options, findings));
            out.println("written: " + json);
        }
        return failed == 0 && ok > 0 ? 0 : 1;
    }

    static List<Check> checks() {
        return Stream.of(HandshakeChecks.all(), SessionChecks.all(), HostileChecks.all())
                .flatMap(List::stream)
                .toList();
    }

    private static Tickets tickets(ConformanceOptions options) {
        String http = options.http();
        String privateKey = options.privateKey();
        if (http != null) {
            return Tickets.over(http);
        }
        if (privateKey == null) {
            throw new IllegalArgumentException("give either http or private-key");
        }
        return Tickets.with(privateKey, options.protocolId(), options.targetAddress());
    }

    private static Outcome attempt(Check check, Lab lab) throws InterruptedException {
        try {
            return check.trial().run(lab);
        } catch (IOException gone) {
            return Outcome.failed(String.valueOf(gone.getMessage()));
        }
    }

    private static long count(List<Finding> findings, Outcome.Result result) {
        return findings.stream().filter(finding -> finding.outcome().result() == result).count();
    }

    private static String word(Outcome outcome) {
        return switch (outcome.result()) {
            case OK -> "ok";
            case FAILED -> "FAILED";
            case SKIPPED -> "skipped";
        };
    }

    private static String json(ConformanceOptions options, List<Finding> findings) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("target", options.target());
        ArrayNode checks = root.putArray("checks");
        for (Finding finding : findings) {
            checks.addObject()
                    .put("rule", finding.check().rule())
                    .put("section", finding.check().section())
                    .put("result", word(finding.outcome()).toLowerCase(Locale.ROOT))
                    .put("detail", finding.outcome().detail());
        }
        return root.toPrettyString() + "\n";
    }
}
