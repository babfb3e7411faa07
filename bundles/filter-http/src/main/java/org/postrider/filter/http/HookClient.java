package org.postrider.filter.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.postrider.bridge.PeerException;

/**
 * Asks a hook. All of an answer has to come within the timeout, in however many pieces. Redirections are not followed: they
 * would take mail and password elsewhere. Blocks; used by several threads.
 */
final class HookClient {

    private final HookSettings settings;
    private final HttpClient http;

    HookClient(HookSettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder().connectTimeout(settings.connectTimeout()).version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER).build();
    }

    /**
     * The answer to a question, both JSON.
     *
     * @throws PeerException if there is none with a status of success, or none in time; the message says what came
     */
    String ask(String question) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url()).header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question, StandardCharsets.UTF_8));
        settings.credentials().ifPresent(credentials -> request.header("Authorization", credentials));
        CompletableFuture<HttpResponse<byte[]>> response =
                http.sendAsync(request.build(), head -> new BoundedBody(settings.maxAnswer()));
        try {
            return body(response.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new PeerException("it does not answer in time", e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted");
        } finally {
            response.cancel(true);
        }
    }

    private static String body(HttpResponse<byte[]> response) {
        if (response.statusCode() / 100 != 2) {
            throw new PeerException("it answers HTTP " + response.statusCode());
        }
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** What is in it, in words: the client wraps what a body throws. */
    private static PeerException failure(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof PeerException known) {
                return known;
            }
        }
        String said = thrown.getMessage();
        return new PeerException("it cannot be asked: " + (said == null ? thrown.getClass().getSimpleName() : said), thrown);
    }
}
