package dev.rudp.testkit.browser;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// One headless Chromium with one page. It gets what it shows from this machine only: everything by
/// which it would talk to its maker is switched off.
public final class Browser implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<String> FLAGS =
            List.of(
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--disable-dev-shm-usage",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-default-apps",
                    "--disable-extensions",
                    "--disable-sync",
                    "--no-default-browser-check",
                    "--no-first-run",
                    "--window-size=1280,800",
                    "--remote-debugging-port=0");
    private static final Pattern LISTENS = Pattern.compile("DevTools listening on ws://([^/]+)/.*");
    private static final Pattern PAGE =
            Pattern.compile("\"webSocketDebuggerUrl\": *\"(ws://[^\"]*/devtools/page/[^\"]*)\"");
    private static final Pattern VALUE = Pattern.compile("\"value\":\"([^\"]*)\"");
    private static final int PATIENCE_S = 25;
    private static final int GOODBYE_S = 10;

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final DevTools tools;

    private Browser(Process process) throws IOException, InterruptedException {
        this.process = process;
        BufferedReader words = process.errorReader();
        String address = address(words);
        Thread.ofVirtual().start(() -> drain(words));
        HttpRequest list =
                HttpRequest.newBuilder(URI.create("http://" + address + "/json")).build();
        Matcher page = PAGE.matcher(http.send(list, BodyHandlers.ofString()).body());
        if (!page.find()) {
            throw new IOException("the browser has no page");
        }
        tools = DevTools.connect(http, URI.create(page.group(1)));
        tools.call("Runtime.enable", "{}");
        tools.call("Log.enable", "{}");
        tools.call("Page.enable", "{}");
    }

    /// Starts the browser that is installed here. Without one the test is skipped with a line that
    /// says how to get it; with the environment's `CI=true` it fails instead.
    ///
    /// @param profile an empty directory for what it keeps
    public static Browser start(Path profile) throws IOException, InterruptedException {
        Optional<Path> executable = installed();
        if (executable.isEmpty()) {
            String missing = "no browser: `apt-get install chromium` (or a Chrome on the PATH)";
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(missing);
            }
            Assumptions.abort(missing);
        }
        Stream<String> own = Stream.of("--user-data-dir=" + profile, "about:blank");
        List<String> command =
                Stream.of(executable.stream().map(Path::toString), FLAGS.stream(), own)
                        .flatMap(words -> words)
                        .toList();
        Process process =
                new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            return new Browser(process);
        } catch (IOException | InterruptedException | RuntimeException failed) {
            process.destroy();
            end(process);
            throw failed;
        }
    }

    /// {@return the first Chromium or Chrome on the PATH}
    public static Optional<Path> installed() {
        String path = System.getenv().getOrDefault("PATH", "");
        return NAMES.stream()
                .flatMap(name ->
                        Stream.of(path.split(File.pathSeparator, -1))
                                .filter(folder -> !folder.isEmpty())
                                .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Goes to a page; what it then still loads is waited for with [#until].
    public void open(URI page) throws IOException, InterruptedException {
        tools.call("Page.navigate", "{\"url\":\"" + page + "\"}");
    }

    /// {@return the value of a JavaScript expression as text}; a promise is waited for
    public String evaluate(String expression) throws IOException, InterruptedException {
        // Escaped twice, so that neither way needs a JSON parser.
        String script =
                "Promise.resolve(eval(decodeURIComponent('"
                        + escape(expression)
                        + "'))).then(value => encodeURIComponent(String(value)))";
        String answer =
                tools.call(
                        "Runtime.evaluate",
                        "{\"awaitPromise\":true,\"returnByValue\":true,\"expression\":\""
                                + script
                                + "\"}");
        Matcher value = VALUE.matcher(answer);
        if (!value.find() || answer.contains("\"exceptionDetails\"")) {
            throw new IOException(expression + ": " + answer);
        }
        return URLDecoder.decode(value.group(1), StandardCharsets.UTF_8);
    }

    /// {@return whether a JavaScript condition became true within 25 s}; one that throws, because
    /// the page has not loaded what it asks for, is not true yet
    public boolean until(String condition) throws IOException, InterruptedException {
        String ends = "Date.now() + " + PATIENCE_S * 1_000;
        return evaluate(
                        "new Promise(done => { const ends = "
                                + ends
                                + "; (function ask() { let holds = false;"
                                + " try { holds = Boolean("
                                + condition
                                + "); } catch (notYet) { holds = false; }"
                                + " if (holds || Date.now() > ends) { done(holds); }"
                                + " else { setTimeout(ask, 50); } })(); })")
                .equals("true");
    }

    /// {@return what the page got wrong since it was opened}: uncaught exceptions, errors in the
    /// console, files that did not load, in the browser's own words
    public List<String> complaints() {
        return tools.complaints();
    }

    /// Asks it to end, so that it clears up behind itself, and ends it if it does not.
    @Override
    public void close() {
        tools.send("Browser.close");
        end(process);
        tools.close();
        http.close();
    }

    private static String address(BufferedReader words) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = words.readLine(); line != null; line = words.readLine()) {
            Matcher listens = LISTENS.matcher(line);
            if (listens.matches()) {
                return listens.group(1);
            }
            said.append(System.lineSeparator()).append(line);
        }
        throw new IOException("the browser ended at once:" + said);
    }

    /// A pipe that nobody reads would stop the browser when full.
    private static void drain(BufferedReader words) {
        try {
            while (words.readLine() != null) {}
        } catch (IOException ended) {
            return;
        }
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            escaped.append(String.format("%%%02X", b & 0xFF));
        }
        return escaped.toString();
    }

    private static void end(Process process) {
        try {
            if (process.waitFor(GOODBYE_S, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
