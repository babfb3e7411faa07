package org.postrider.api.message;

import java.util.Map;
import java.util.Objects;

/**
 * One recipient of an envelope.
 *
 * @param address where to
 * @param parameters what RCPT said beside the address (keyword in upper case to value, empty where none was given),
 *     e.g. {@code NOTIFY} and {@code ORCPT} of RFC 3461
 */
public record Recipient(Address address, Map<String, String> parameters) {

    public Recipient {
        Objects.requireNonNull(address, "address");
        parameters = Map.copyOf(parameters);
    }

    public Recipient(Address address) {
        this(address, Map.of());
    }
}
