package org.postrider.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

/** A secret that each session's page carries, and that a request which changes something must show. */
final class CsrfToken {

    private static final String ATTRIBUTE = CsrfToken.class.getName();
    private static final String HEADER = "X-Postrider-Token";
    private static final int OCTETS = 32;

    private final SecureRandom random = new SecureRandom();

    /** The token of a session, made with the first page. */
    String of(HttpSession session) {
        synchronized (this) {
            if (session.getAttribute(ATTRIBUTE) == null) {
                byte[] secret = new byte[OCTETS];
                random.nextBytes(secret);
                session.setAttribute(ATTRIBUTE, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
            }
            return (String) session.getAttribute(ATTRIBUTE);
        }
    }

    /** Whether a request shows the token of its session. A header, because no form of another site can set one. */
    boolean isIn(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        String shown = request.getHeader(HEADER);
        if (session == null || shown == null || session.getAttribute(ATTRIBUTE) == null) {
            return false;
        }
        byte[] wanted = ((String) session.getAttribute(ATTRIBUTE)).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(wanted, shown.getBytes(StandardCharsets.UTF_8));
    }
}
