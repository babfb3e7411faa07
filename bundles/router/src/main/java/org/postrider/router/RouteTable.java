package org.postrider.router;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postrider.api.delivery.Route;
import org.postrider.api.message.Domain;

/** Routes by domain. {@code *.example.org} stands for everything below example.org, and the longest match counts. */
final class RouteTable {
    private static final Pattern FORM =
            Pattern.compile("\\s*(\\*\\.)?([^=\\s*]+)\\s*=\\s*([a-z][a-z0-9-]{0,31}):(\\S*)\\s*");
    /** Before another route, or at the end; others are within a destination, as in a list of addresses. */
    private static final Pattern COMMA =
            Pattern.compile(",(?=\\s*(?:(?:\\*\\.)?[^=\\s*@,]+\\s*=\\s*[a-z][a-z0-9-]{0,31}:|$))");

    private final Map<String, Route> exact = new HashMap<>();
    private final Map<String, Route> below = new HashMap<>();

    /** @throws IllegalArgumentException naming the key, what was found and what is allowed */
    RouteTable(String... lines) {
        for (String line : lines) { // from a .cfg there is one, with all of them
            for (String route : COMMA.split(line)) {
                if (!route.isBlank()) {
                    add(route);
                }
            }
        }
    }

    private void add(String line) {
        Matcher m = FORM.matcher(line);
        if (!m.matches()) {
            throw refused(line, "a route is domain=transport:destination");
        }
        Map<String, Route> map = m.group(1) == null ? exact : below;
        Route route = new Route(m.group(3), m.group(4));
        if (map.put(domain(line, m.group(2)), route) != null) {
            throw refused(line, "the domain has a route already");
        }
    }

    private static String domain(String line, String name) {
        try {
            return new Domain(name).name();
        } catch (IllegalArgumentException e) {
            throw refused(line, e.getMessage());
        }
    }

    private static IllegalArgumentException refused(String line, String why) {
        return new IllegalArgumentException("routes = " + line + ": " + why);
    }

    Optional<Route> find(Domain domain) {
        Route found = exact.get(domain.name());
        String parent = domain.name();
        for (int dot = parent.indexOf('.'); found == null && dot >= 0; dot = parent.indexOf('.')) {
            parent = parent.substring(dot + 1);
            found = below.get(parent);
        }
        return Optional.ofNullable(found);
    }
}
