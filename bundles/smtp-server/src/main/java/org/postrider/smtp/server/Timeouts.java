package org.postrider.smtp.server;

import java.time.Duration;

/**
 * How long anything may take, RFC 5321 4.5.3.2.
 *
 * @param greetingDelay before the greeting
 * @param serviceWait for what mail needs, before a client is told that it is not there
 * @param greeting for the first command
 * @param command for each other command
 * @param data without any octet of a message
 * @param dataRate octets per second of a message
 * @param dataWindow over which the rate is averaged
 * @param finish for the answer to a complete message
 * @param tls for a TLS handshake
 * @param session altogether
 * @param drain for transactions under way when the engine stops
 */
record Timeouts(
        Duration greetingDelay, Duration serviceWait, Duration greeting, Duration command, Duration data, int dataRate,
        Duration dataWindow, Duration finish, Duration tls, Duration session, Duration drain) {

    /** @throws IllegalArgumentException if a value is out of range; the message says which */
    static Timeouts of(SmtpServerConfiguration config) {
        return new Timeouts(
                Duration.ofMillis(range("greetingDelay", config.greetingDelay(), 0, 60_000)),
                seconds("serviceWait", config.serviceWait(), 0, 60),
                seconds("greetingTimeout", config.greetingTimeout(), 1, 3600),
                seconds("commandTimeout", config.commandTimeout(), 1, 3600),
                seconds("dataTimeout", config.dataTimeout(), 1, 3600),
                range("dataRate", config.dataRate(), 1, 1_000_000),
                seconds("dataWindow", config.dataWindow(), 1, 3600),
                seconds("finishTimeout", config.finishTimeout(), 1, 3600),
                seconds("tlsTimeout", config.tlsTimeout(), 1, 60),
                seconds("sessionTimeout", config.sessionTimeout(), 60, 604_800),
                seconds("drain", config.drain(), 0, 300));
    }

    static Duration seconds(String key, int value, int min, int max) {
        return Duration.ofSeconds(range(key, value, min, max));
    }

    static int range(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(key + " is " + value + "; allowed is " + min + " to " + max);
        }
        return value;
    }
}
