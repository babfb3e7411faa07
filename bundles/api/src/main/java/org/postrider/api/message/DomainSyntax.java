package org.postrider.api.message;

import java.util.regex.Pattern;

/** The grammar of RFC 5321 4.1.2 (Domain) and 4.1.3 (address literals). */
final class DomainSyntax {

    private static final int MAX_NAME = 255;
    private static final int MAX_LABEL = 63;
    private static final Pattern IPV4 = Pattern.compile(
            "((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)");

    private DomainSyntax() {}

    static String name(String name) {
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("a domain has 1 to " + MAX_NAME + " characters, not " + name.length());
        }
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || name.charAt(i) == '.') {
                label(name, start, i);
                start = i + 1;
            }
        }
        return name;
    }

    private static void label(String name, int start, int end) {
        int length = end - start;
        if (length < 1 || length > MAX_LABEL) {
            throw new IllegalArgumentException("a label of a domain has 1 to " + MAX_LABEL + " characters");
        }
        if (name.charAt(start) == '-' || name.charAt(end - 1) == '-') {
            throw new IllegalArgumentException("a label of a domain neither begins nor ends with a hyphen");
        }
        for (int i = start; i < end; i++) {
            if (!inLabel(name.charAt(i))) {
                throw new IllegalArgumentException("not allowed in a domain: " + Quoted.character(name.charAt(i)));
            }
        }
    }

    /** RFC 5321 4.1.2 Let-dig and hyphen. */
    private static boolean inLabel(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
    }

    static String literal(String literal) {
        if (!literal.endsWith("]")) {
            throw new IllegalArgumentException("an address literal ends with ]");
        }
        String inner = literal.substring(1, literal.length() - 1);
        if (IPV4.matcher(inner).matches()) {
            return literal;
        }
        if (inner.regionMatches(true, 0, "IPv6:", 0, 5) && Ipv6Syntax.matches(inner.substring(5))) {
            return "[IPv6:" + inner.substring(5).toLowerCase(java.util.Locale.ROOT) + "]";
        }
        throw new IllegalArgumentException("an address literal is [IPv4] or [IPv6:address]");
    }
}
