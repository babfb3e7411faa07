package org.postrider.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/** A browser at a server's web console. */
record ConsoleLogin(PostriderServer server) {

    /** The status of the answer; {@code login} is {@code user:password}, or empty for none. */
    int status(String login) throws IOException, InterruptedException {
        return send(request("bundles", login));
    }

    /** What the page Configuration sends for its form: all keys of a configuration, {@code key=value}. */
    int configure(String login, String pid, String... settings) throws IOException, InterruptedException {
        String keys = Arrays.stream(settings).map(setting -> setting.replaceFirst("=.*", "")).collect(Collectors.joining(","));
        String form = "apply=true&action=ajaxConfigManager&propertylist=" + keys + "&" + String.join("&", settings);
        return send(request("configMgr/" + pid, login).header("Content-Type", "application/x-www-form-urlencoded")
                .header("Referer", page("configMgr")).POST(BodyPublishers.ofString(form)));
    }

    private String page(String name) {
        return "http://127.0.0.1:" + server.httpPort() + "/system/console/" + name;
    }

    private HttpRequest.Builder request(String name, String login) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(page(name))).timeout(Duration.ofSeconds(30));
        return login.isEmpty() ? request : request.header(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)));
    }

    private static int send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}
