package org.postrider.filter.milter;

import java.time.Duration;
import java.util.Map;

import org.postrider.bridge.PeerSocket;

/**
 * How a milter is asked.
 *
 * @param version the newest of the protocol that it is offered
 * @param endOfMessageTimeout for the answer to a message; a milter that is still at work may ask for it again
 * @param callTime for all of one call, whatever a milter asks for
 * @param maxConnections at once
 * @param maxBytes of a message that it is shown; 0 for any
 * @param hostname what we call ourselves, the macro {@code j}
 * @param macros more of them, and their values
 */
record MilterSettings(
        PeerSocket socket, int version, Duration connectTimeout, Duration commandTimeout, Duration endOfMessageTimeout,
        Duration callTime, int maxConnections, long maxBytes, String hostname, Map<String, String> macros) {

    MilterSettings {
        macros = Map.copyOf(macros);
    }
}
