package org.postrider.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where the file of a plugin is taken from. A file has to be a plain one, whole, and within the size; an answer of a
 * server as well, within the time, and without a redirection.
 *
 * @param most octets
 * @param timeout for all of a download
 */
record Source(URI uri, long most, Duration timeout) {

    /** @throws IllegalArgumentException if it is of no kind that is read */
    Source {
        String scheme = String.valueOf(uri.getScheme());
        if (!scheme.equals("file") && !isRemote(uri)) {
            throw new IllegalArgumentException("a plugin comes from file:, https: or http:, not from " + uri);
        }
    }

    /** Whether others could change it on its way. */
    boolean isInClear() {
        return uri.getScheme().equals("http");
    }

    private static boolean isRemote(URI uri) {
        String scheme = String.valueOf(uri.getScheme());
        return (scheme.equals("https") || scheme.equals("http")) && uri.getHost() != null;
    }

    /** Without what may be a password or a key. */
    String text() {
        return isRemote(uri) ? uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + uri.getRawPath() : uri.toString();
    }

    /** Writes all of it to a file that exists. */
    void copyTo(Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(target)) {
            if (isRemote(uri)) {
                download(out);
            } else {
                copy(out);
            }
        }
    }

    private void copy(OutputStream out) throws IOException {
        Path file = Path.of(uri);
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + (Files.exists(file) ? " is no plain file" : " is not there"));
        }
        try (InputStream in = Files.newInputStream(file)) {
            transfer(in, out);
        }
    }

    private void download(OutputStream out) throws IOException {
        HttpClient http = HttpClient.newBuilder().connectTimeout(timeout).build();
        long deadline = System.nanoTime() + timeout.toNanos();
        CompletableFuture<HttpResponse<InputStream>> response = http.sendAsync(
                HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofInputStream());
        try {
            body(response.get(timeout.toNanos(), TimeUnit.NANOSECONDS), deadline, out);
        } catch (TimeoutException e) {
            throw new IOException(text() + " does not answer in " + timeout.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(text() + " cannot be read: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while " + text() + " was read", e);
        } finally {
            response.cancel(true);
        }
    }

    private void body(HttpResponse<InputStream> response, long deadline, OutputStream out) throws IOException {
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> close(response.body()),
                CompletableFuture.delayedExecutor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
        try (InputStream in = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException("the answer of " + text() + " is HTTP " + response.statusCode());
            }
            transfer(in, out);
        } catch (IOException e) { // of a stream that was closed nothing more can be read
            throw System.nanoTime() - deadline < 0 ? e : new IOException(text() + " did not come in " + timeout.toSeconds() + " s", e);
        } finally {
            end.cancel(false);
        }
    }

    private void transfer(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long all = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            all += n;
            if (all > most) {
                throw new IOException(text() + " has more than the " + most + " octets that are allowed");
            }
            out.write(buffer, 0, n);
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
