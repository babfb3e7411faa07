package org.postrider.sasl.oauth;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/**
 * How tokens are checked; at most one of keys and introspection.
 *
 * @param timeout for one answer of the authorization server
 */
record OauthSettings(
        String issuer, Optional<URI> keys, Optional<URI> introspection, String client, String password,
        String audience, String scope, String account, Optional<URI> discovery, Duration timeout) {

    private static final int LONGEST = 100; // the error has to fit into one line

    /** @throws IllegalArgumentException if something is wrong; the message says what */
    static OauthSettings of(OauthConfig config) {
        OauthSettings settings = new OauthSettings(config.issuer().trim(), url("keys", config.keys()),
                url("introspection", config.introspection()), config.client().trim(), config._password(),
                config.audience().trim(), scope(config.scope().trim()), account(config.account().trim()),
                discovery(config.discovery()), Duration.ofMillis(timeout(config.timeout())));
        settings.check();
        return settings;
    }

    private void check() {
        if (keys.isPresent() && introspection.isPresent()) {
            throw new IllegalArgumentException("keys and introspection exclude each other: leave one empty");
        }
        if (keys.isPresent() && (issuer.isEmpty() || audience.isEmpty())) { // RFC 8725 3.8, 3.9
            throw new IllegalArgumentException("keys needs issuer and audience, or tokens for others would log in here");
        }
        if (introspection.isPresent() && (client.isEmpty() || password.isEmpty())) { // RFC 7662 2.1
            throw new IllegalArgumentException("introspection needs client and .password");
        }
    }

    /** Whether anybody can log in with a token. */
    boolean isInUse() {
        return keys.isPresent() || introspection.isPresent();
    }

    private static Optional<URI> url(String key, String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        URI url;
        try {
            url = URI.create(text.trim());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + " is \"" + text + "\"; allowed is an https URL", e);
        }
        boolean safe = "https".equals(url.getScheme()) || "http".equals(url.getScheme()) && isLoopback(url.getHost());
        if (url.getHost() == null || !safe) {
            throw new IllegalArgumentException(key + " is \"" + text + "\"; allowed is an https URL, or http of this machine");
        }
        return Optional.of(url);
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

    private static Optional<URI> discovery(String text) {
        if (text.trim().length() > LONGEST) {
            throw new IllegalArgumentException("discovery has more than " + LONGEST + " characters");
        }
        return url("discovery", text);
    }

    private static String scope(String text) {
        if (!text.matches("[\\x21\\x23-\\x5b\\x5d-\\x7e]{0," + LONGEST + "}")) { // RFC 6749 3.3, scope-token
            throw new IllegalArgumentException("scope is \"" + text + "\"; allowed is one scope, at most " + LONGEST
                    + " characters");
        }
        return text;
    }

    private static String account(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("account is empty; allowed is the name of a claim, e.g. email");
        }
        return text;
    }

    private static int timeout(int milliseconds) {
        if (milliseconds < 100 || milliseconds > 20_000) {
            throw new IllegalArgumentException("timeout is " + milliseconds + "; allowed are 100 to 20000 milliseconds");
        }
        return milliseconds;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "OauthSettings[issuer=" + issuer + ", keys=" + keys + ", introspection=" + introspection + "]";
    }
}
