package dev.rudp.testkit.browser;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The Chrome DevTools protocol with one page: calls and their answers as JSON text over a
/// WebSocket, and the events that tell of mistakes.
final class DevTools implements WebSocket.Listener, AutoCloseable {
    private static final Pattern ANSWER = Pattern.compile("^\\{\"id\":(\\d+),.*", Pattern.DOTALL);
    private static final List<String> MISTAKES =
            List.of(
                    "\"method\":\"Runtime.exceptionThrown\"",
                    "\"method\":\"Runtime.consoleAPICalled\",\"params\":{\"type\":\"error\"",
                    "\"level\":\"error\"");
    private static final int PATIENCE_S = 30;

    private final Map<Integer, CompletableFuture<String>> open = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final StringBuilder message = new StringBuilder();

    @SuppressWarnings("NullAway.Init") // set before the first call
    private WebSocket socket;

    private DevTools() {}

    static DevTools connect(HttpClient http, URI page) throws IOException, InterruptedException {
        DevTools tools = new DevTools();
        tools.socket = await(http.newWebSocketBuilder().buildAsync(page, tools), "connect");
        return tools;
    }

    /// @param parameters as JSON
    /// @return the answer as JSON
    String call(String method, String parameters) throws IOException, InterruptedException {
        int id = calls.incrementAndGet();
        CompletableFuture<String> answer = new CompletableFuture<>();
        open.put(id, answer);
        String text =
                "{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}";
        await(socket.sendText(text, true), method);
        String said = await(answer, method);
        if (said.startsWith("{\"id\":" + id + ",\"error\"")) {
            throw new IOException(method + ": " + said);
        }
        return said;
    }

    /// Does not wait for an answer.
    void send(String method) {
        String text = "{\"id\":" + calls.incrementAndGet() + ",\"method\":\"" + method + "\"}";
        CompletableFuture<WebSocket> _ = socket.sendText(text, true);
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        socket.abort();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        message.append(part);
        if (last) {
            take(message.toString());
            message.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        open.values().forEach(answer -> answer.completeExceptionally(error));
    }

    private void take(String text) {
        Matcher answer = ANSWER.matcher(text);
        if (answer.matches()) {
            CompletableFuture<String> waiting = open.remove(Integer.valueOf(answer.group(1)));
            if (waiting != null) {
                waiting.complete(text);
            }
        } else if (MISTAKES.stream().anyMatch(text::contains)) {
            complaints.add(text);
        }
    }

    private static <T> T await(CompletableFuture<T> future, String what)
            throws IOException, InterruptedException {
        try {
            return future.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new IOException(what + ": " + failed.getCause(), failed);
        } catch (TimeoutException late) {
            throw new IOException(what + ": no answer within " + PATIENCE_S + " s", late);
        }
    }
}
