package org.postrider.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;

/** A browser that asks a server's web console for a page. */
record ConsoleLogin(PostriderServer server) {

    /** The status of the answer; {@code login} is {@code user:password}, or empty for none. */
    int status(String login) throws IOException, InterruptedException {
        URI page = URI.create("http://127.0.0.1:" + server.httpPort() + "/system/console/bundles");
        HttpRequest.Builder request = HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(30));
        if (!login.isEmpty()) {
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)));
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}
