package org.postrider.bench;

import java.time.Duration;

/**
 * How much is sent, how fast, and over which connections.
 *
 * @param messages messages at most; {@link Long#MAX_VALUE} if only time ends the run
 * @param seconds after these no message is begun; empty duration if only the number ends the run
 * @param perConnection messages over one connection, 0 for all
 * @param rate messages a second at most, 0 for as fast as they are taken
 * @param timeout for a connection and for each reply
 */
record Pace(long messages, Duration seconds, int sessions, int perConnection, boolean pipelining, int rate,
        Duration timeout) {

    /** The same for a number of messages that are not measured. */
    Pace ofWarmUp(int number) {
        return new Pace(number, Duration.ZERO, sessions, perConnection, pipelining, rate, timeout);
    }

    /** Whether the next message may be announced before the answer to this one. */
    boolean isEager() {
        return pipelining && rate == 0;
    }
}
