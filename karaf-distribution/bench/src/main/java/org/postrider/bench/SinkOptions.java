package org.postrider.bench;

import java.time.Duration;
import java.util.List;

/**
 * What the command line asks the sink to do.
 *
 * @param port 0 for any that is free
 * @param count messages after which it ends, 0 for never
 * @param delay before each answer to a message
 * @param rejects share of messages that are refused
 */
record SinkOptions(int port, int count, Duration delay, double rejects, boolean tls, boolean json) {

    static final String VALUED = "port count delay reject-rate";
    static final String FLAGS = "tls json";
    private static final int USUAL_PORT = 2526;

    static SinkOptions of(List<String> args) {
        Words words = new Words(args, VALUED, FLAGS);
        if (!words.rest().isEmpty()) {
            throw new IllegalArgumentException("unknown word " + words.rest().get(0));
        }
        return new SinkOptions(words.number("port", USUAL_PORT, 0, 65_535), words.number("count", 0, 1, 1_000_000_000),
                Duration.ofMillis(words.number("delay", 0, 0, 60_000)), words.share("reject-rate"), words.has("tls"),
                words.has("json"));
    }
}
