package org.postrider.filter.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;
import org.postrider.bridge.Bridge;
import org.postrider.bridge.BridgeFile;
import org.postrider.bridge.Words;

/**
 * An HTTP hook as an administrator wrote it.
 *
 * @param config its keys
 * @param file where they come from
 */
record HookFile(HookConfiguration config, BridgeFile file) {

    private static final Set<Stage> ASKED =
            EnumSet.of(Stage.CONNECT, Stage.HELO, Stage.SENDER, Stage.RECIPIENT, Stage.MESSAGE);
    private static final Set<Phase> PHASES = EnumSet.complementOf(EnumSet.of(Phase.EVIDENCE));

    /** @throws IllegalArgumentException if a value is not allowed; the message says which, and what is allowed */
    Bridge bridge() {
        return new Bridge(file.name(config.name(), "http-"), new HookFilter(settings()),
                Words.someOf("stages", ASKED, config.stages()), Words.oneOf("phase", PHASES, config.phase()),
                Words.of(config.listeners()), Duration.ofSeconds(config.deadline()), config.concurrency());
    }

    /** Our deadline ends before that of the platform, which knows less of what was waited for. */
    HookSettings settings() {
        return new HookSettings(url(), credentials(), Duration.ofSeconds(config.connectTimeout()),
                Duration.ofMillis(config.deadline() * 900L), config.maxBytes(),
                config.largeMessages().equals("headers"), config.maxAnswer(), config.hostname().strip());
    }

    private URI url() {
        String allowed = "; allowed is an https URL, or http of this machine, or of any with allowClearText = true";
        URI url;
        try {
            url = URI.create(config.url().strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("url is \"" + config.url() + "\"" + allowed, e);
        }
        boolean clear = "http".equals(url.getScheme()) && (config.allowClearText() || isLoopback(url.getHost()));
        if (url.getHost() == null || url.getUserInfo() != null || !clear && !"https".equals(url.getScheme())) {
            throw new IllegalArgumentException("url is \"" + config.url() + "\"" + allowed);
        }
        return url;
    }

    /** An address, or the name localhost: nothing is looked up. */
    private static boolean isLoopback(String host) {
        try {
            return host != null && (host.equals("localhost") || host.matches("[0-9.]+|\\[.*\\]")
                    && InetAddress.getByName(host).isLoopbackAddress());
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private Optional<String> credentials() {
        if (!config._token().isEmpty()) {
            if (!config.user().isEmpty() || !config._password().isEmpty()) {
                throw new IllegalArgumentException(".token and user exclude each other: leave one empty");
            }
            if (!config._token().matches("[0-9A-Za-z._~+/-]+=*")) { // RFC 6750 2.1
                throw new IllegalArgumentException(".token has characters that no token has");
            }
            return Optional.of("Bearer " + config._token());
        }
        if (config.user().isEmpty() != config._password().isEmpty() || config.user().contains(":")) {
            throw new IllegalArgumentException("user and .password belong together, and in user there is no colon");
        }
        // RFC 7617 2
        return config.user().isEmpty() ? Optional.empty() : Optional.of("Basic " + Base64.getEncoder()
                .encodeToString((config.user() + ":" + config._password()).getBytes(StandardCharsets.UTF_8)));
    }
}
