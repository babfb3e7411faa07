package org.postrider.console;

import jakarta.servlet.http.HttpServletResponse;

/** Headers that every answer of the page has. */
final class Headers {

    /** Scripts and styles only from our own files, no frames, no forms, no base. */
    static final String POLICY =
            "default-src 'self'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'; object-src 'none'";

    private Headers() {}

    static void secure(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    }
}
