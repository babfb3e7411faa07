package org.postrider.api.dns;

import java.util.Objects;

/**
 * A mail exchanger.
 *
 * @param preference lower is tried first
 * @param host its name, lower case, without trailing dot; empty for the null MX of RFC 7505
 */
public record MxRecord(int preference, String host) {

    public MxRecord {
        Objects.requireNonNull(host, "host");
    }

    /** Whether the domain says with this record that it accepts no mail (RFC 7505). */
    public boolean isNull() {
        return host.isEmpty();
    }
}
