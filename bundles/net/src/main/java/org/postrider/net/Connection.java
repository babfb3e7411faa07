package org.postrider.net;

import java.util.Objects;

import io.netty.channel.Channel;

/**
 * A connection that a listener has accepted.
 *
 * @param channel the socket
 * @param endpoints whom it connects with whom; not always those of the socket
 * @param settings the listener as it was configured when the connection came; later changes do not touch it
 * @param admission whether the client is let in
 */
public record Connection(Channel channel, Endpoints endpoints, ListenerSettings settings, Admission admission) {

    public Connection {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(endpoints, "endpoints");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(admission, "admission");
    }
}
