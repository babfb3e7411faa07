package org.postrider.console;

import java.net.URI;
import java.net.URISyntaxException;

import jakarta.servlet.http.HttpServletRequest;

/** Whether a browser made a request for a page of ours. */
final class SameOrigin {

    private SameOrigin() {}

    /** A browser sends Origin with every POST; a request that has none and no fetch metadata is no browser's. */
    static boolean isSo(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin")) {
            return false;
        }
        String origin = request.getHeader("Origin");
        return origin == null || isOurs(origin, request.getHeader("Host"));
    }

    /** The scheme is left out: a proxy that ends TLS speaks HTTP to us, and keeps the host. */
    private static boolean isOurs(String origin, String host) {
        try {
            return host != null && host.equalsIgnoreCase(new URI(origin).getRawAuthority());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
