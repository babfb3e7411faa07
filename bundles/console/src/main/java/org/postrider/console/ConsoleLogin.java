package org.postrider.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.apache.felix.webconsole.spi.SecurityProvider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the users of the shell into the web console who have the role {@code admin}: HTTP Basic (RFC 7617) against the
 * JAAS realm {@code karaf}. After ten failed logins within ten minutes a client address gets 429 until one of them is
 * ten minutes old. Every failure takes the same time, so it tells nothing about the user's name.
 */
@Component(service = SecurityProvider.class, property = SecurityProvider.PROPERTY_ID + "=karaf")
public final class ConsoleLogin implements SecurityProvider {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleLogin.class);
    private static final String ROLE = "admin";
    private static final int TOO_MANY_REQUESTS = 429; // RFC 6585 4

    private final Realm realm;
    private final FailedLogins failures;
    private final EqualTime equalTime;

    @Activate
    public ConsoleLogin() {
        this(new JaasRealm("karaf"), new FailedLogins(InstantSource.system()), EqualTime.ofFailures());
    }

    ConsoleLogin(Realm realm, FailedLogins failures, EqualTime equalTime) {
        this.realm = realm;
        this.failures = failures;
        this.equalTime = equalTime;
    }

    /** @return the name of the user; null if an answer that refuses was sent */
    @Override
    public Object authenticate(HttpServletRequest request, HttpServletResponse response) {
        String client = request.getRemoteAddr();
        if (failures.isLocked(client)) {
            response.setHeader("Retry-After", String.valueOf(failures.secondsLocked(client)));
            return refuse(response, TOO_MANY_REQUESTS, "Too many failed logins. Try again later.");
        }
        if (request.getHeader("Authorization") == null) {
            return challenge(response);
        }
        long start = System.nanoTime();
        Optional<String> user = BasicCredentials.parse(request.getHeader("Authorization")).flatMap(this::login);
        if (user.isPresent()) {
            return user.get();
        }
        failures.add(client);
        LOG.warn("failed login at the web console from {}", client);
        equalTime.await(start);
        return challenge(response);
    }

    private Optional<String> login(BasicCredentials credentials) {
        try {
            return realm.roles(credentials.user(), credentials.password()).contains(ROLE)
                    ? Optional.of(credentials.user()) : Optional.empty();
        } finally {
            credentials.forget();
        }
    }

    private static Object challenge(HttpServletResponse response) {
        response.setHeader("WWW-Authenticate", "Basic realm=\"Postrider\", charset=\"UTF-8\""); // RFC 7617 2.1
        return refuse(response, HttpServletResponse.SC_UNAUTHORIZED, "Log in as a user with the role admin.");
    }

    private static Object refuse(HttpServletResponse response, int status, String text) {
        response.setStatus(status);
        response.setContentType("text/plain;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        try {
            response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            response.flushBuffer();
        } catch (IOException e) {
            LOG.debug("a client went before it was refused: {}", e.getMessage());
        }
        return null;
    }

    /** Who got in has the role admin and may do everything. */
    @Override
    public boolean authorize(Object user, String role) {
        return true;
    }

    /** A browser forgets Basic credentials when it is told that they are wrong. */
    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response) {
        challenge(response);
    }
}
