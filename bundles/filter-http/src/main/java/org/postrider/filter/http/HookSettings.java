package org.postrider.filter.http;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How a hook is asked.
 *
 * @param credentials what stands in Authorization
 * @param timeout for all of one question
 * @param maxBytes of a message that is sent whole
 * @param sendsHeaders of a larger one; it is a failure else
 * @param maxAnswer octets of an answer
 * @param hostname what we call ourselves
 */
record HookSettings(
        URI url, Optional<String> credentials, Duration connectTimeout, Duration timeout, int maxBytes, boolean sendsHeaders,
        int maxAnswer, String hostname) {

    /** Without what is secret. */
    @Override
    public String toString() {
        return url.toString();
    }
}
