package org.postrider.filter.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.postrider.json.JsonReader;

/** A hook that answers what a test says, and accept to all else; it remembers what it was asked. */
final class PlayedHook implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "played-hook");
        thread.setDaemon(true);
        return thread;
    });
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Headers headers;
    private volatile int status = 200;
    private volatile String answer = "{\"action\": \"accept\"}";
    private volatile boolean stops;

    PlayedHook() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::play);
        server.start();
    }

    PlayedHook answers(String json) {
        return answers(200, json);
    }

    PlayedHook answers(int code, String json) {
        status = code;
        answer = json;
        return this;
    }

    /** It answers so far and no further. */
    PlayedHook stopsAfter(String beginning) {
        stops = true;
        return answers(beginning);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }

    HookSettings settings() {
        return settings(Duration.ofSeconds(10));
    }

    HookSettings settings(Duration timeout) {
        return new HookSettings(url(), Optional.of("Bearer x"), Duration.ofSeconds(5), timeout, 100_000, true, 4_096, "mx.example.org");
    }

    int count() {
        return asked.size();
    }

    String lastAsked() {
        return asked.get(asked.size() - 1);
    }

    Map<?, ?> last() {
        return (Map<?, ?>) JsonReader.read(lastAsked());
    }

    /** A part of what it was asked last. */
    Object last(String... path) {
        Object part = last();
        for (String name : path) {
            part = ((Map<?, ?>) part).get(name);
        }
        return part;
    }

    Headers headers() {
        return headers;
    }

    private void play(HttpExchange exchange) throws IOException {
        try (exchange) {
            headers = exchange.getRequestHeaders();
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] octets = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, stops ? octets.length + 1 : octets.length == 0 ? -1 : octets.length);
            exchange.getResponseBody().write(octets);
            exchange.getResponseBody().flush();
            await();
        }
    }

    private void await() {
        try {
            if (stops) {
                over.await(1, TimeUnit.MINUTES);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
