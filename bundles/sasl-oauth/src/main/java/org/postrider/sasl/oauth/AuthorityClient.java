package org.postrider.sasl.oauth;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;

/**
 * Speaks to the authorization server. A whole answer has to come within the timeout, in however many pieces, and may have
 * 64 KB. Redirections are not followed: they would take the password elsewhere. Blocks; used by several threads.
 */
final class AuthorityClient implements ResourceRetriever {

    private static final int LARGEST_ANSWER = 64 * 1024;

    private final Duration timeout;
    private final HttpClient http;

    AuthorityClient(Duration timeout) {
        this.timeout = timeout;
        this.http = HttpClient.newBuilder().connectTimeout(timeout).followRedirects(HttpClient.Redirect.NEVER).build();
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        try {
            return new Resource(ask(HttpRequest.newBuilder(url.toURI())), "application/json");
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    /**
     * The body of an answer with status 200.
     *
     * @throws IOException if there is no other or none in time; the message says what came
     */
    String ask(HttpRequest.Builder request) throws IOException {
        CompletableFuture<HttpResponse<InputStream>> response = http.sendAsync(
                request.header("Accept", "application/json").build(), HttpResponse.BodyHandlers.ofInputStream());
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            return body(response.get(timeout.toNanos(), TimeUnit.NANOSECONDS), deadline);
        } catch (TimeoutException e) {
            throw new IOException("the authorization server does not answer in " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException("the authorization server cannot be asked: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while the authorization server was asked", e);
        } finally {
            response.cancel(true);
        }
    }

    private String body(HttpResponse<InputStream> response, long deadline) throws IOException {
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> close(response.body()),
                CompletableFuture.delayedExecutor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException("the answer of " + response.uri() + " is HTTP " + response.statusCode());
            }
            byte[] bytes = body.readNBytes(LARGEST_ANSWER + 1);
            if (bytes.length > LARGEST_ANSWER) {
                throw new IOException("the answer of " + response.uri() + " has more than " + LARGEST_ANSWER + " octets");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) { // of a stream that was closed nothing more can be read
            throw System.nanoTime() - deadline < 0 ? e : new IOException(
                    "the answer of " + response.uri() + " did not come in " + timeout.toMillis() + " ms", e);
        } finally {
            end.cancel(false);
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            return; // it is closed
        }
    }
}
