package org.postrider.smtp.etrn;

import org.postrider.api.message.Domain;

/**
 * Mail that is asked for: that of a domain.
 *
 * @param below whether that of all domains below it, too
 */
record Target(Domain domain, boolean below) {

    private static final String BELOW = "@";

    /**
     * Reads {@code example.org}, {@code [192.0.2.1]} or {@code @example.org}.
     *
     * @throws IllegalArgumentException if it is none of them; the message says why
     */
    static Target parse(String text) {
        boolean below = text.startsWith(BELOW);
        Target target = new Target(new Domain(below ? text.substring(1) : text), below);
        if (below && target.domain.isLiteral()) {
            throw new IllegalArgumentException("nothing is below " + target.domain);
        }
        return target;
    }

    boolean includes(Domain other) {
        return below ? other.isWithin(domain) : other.equals(domain);
    }

    /** Whether all of the other's mail is this one's. */
    boolean covers(Target other) {
        return below ? other.domain.isWithin(domain) : equals(other);
    }

    /** Whether some mail is of both. */
    boolean overlaps(Target other) {
        return covers(other) || other.covers(this);
    }
}
