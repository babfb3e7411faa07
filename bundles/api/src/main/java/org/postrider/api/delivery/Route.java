package org.postrider.api.delivery;

import java.util.Map;
import java.util.Objects;

/**
 * The way to a recipient. Recipients of one message with equal routes are delivered together.
 *
 * @param transport service property {@code mail.transport} of the transport that takes it, e.g. {@code local}
 * @param destination where to, in the transport's terms, e.g. a domain or {@code host:port}; shown in listings
 * @param properties further settings for the transport
 */
public record Route(String transport, String destination, Map<String, String> properties) {

    public Route {
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(destination, "destination");
        properties = Map.copyOf(properties);
    }

    public Route(String transport, String destination) {
        this(transport, destination, Map.of());
    }
}
