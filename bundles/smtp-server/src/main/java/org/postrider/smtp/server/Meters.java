package org.postrider.smtp.server;

import java.util.List;
import java.util.function.LongSupplier;

import org.postrider.api.metrics.Counter;
import org.postrider.api.metrics.Metrics;
import org.postrider.api.metrics.Timer;

/**
 * What the server counts.
 *
 * @param sessions sessions that were begun
 * @param commands commands that were read
 * @param accepted messages that were accepted
 * @param refused connections, senders, recipients and messages that were refused
 * @param octets octets of accepted messages
 * @param finish from the end of the data of a message to the acknowledgement
 * @param encrypted sessions that were encrypted
 * @param handshakesFailed sessions that ended because they could not be
 * @param logins clients that logged in
 * @param loginsFailed tries to log in that failed
 */
record Meters(
        Counter sessions, Counter commands, Counter accepted, Counter refused, Counter octets, Timer finish,
        Counter encrypted, Counter handshakesFailed, Counter logins, Counter loginsFailed) {

    static Meters in(Metrics metrics) {
        return new Meters(
                metrics.counter("smtp.sessions", "SMTP sessions begun"),
                metrics.counter("smtp.commands", "SMTP commands read"),
                metrics.counter("smtp.messages.accepted", "messages accepted by SMTP"),
                metrics.counter("smtp.refused", "connections, senders, recipients and messages refused by SMTP"),
                metrics.counter("smtp.octets", "octets of messages accepted by SMTP"),
                metrics.timer("smtp.finish", "time from the end of a message's data to its acknowledgement"),
                metrics.counter("smtp.tls.sessions", "SMTP sessions that were encrypted"),
                metrics.counter("smtp.tls.failures", "TLS handshakes that came to nothing"),
                metrics.counter("smtp.logins", "logins by SMTP"),
                metrics.counter("smtp.logins.failed", "tries to log in by SMTP that failed"));
    }

    static List<AutoCloseable> levels(Metrics metrics, LongSupplier active, LongSupplier stressed) {
        return List.of(
                metrics.gauge("smtp.sessions.active", "SMTP sessions that are open", active),
                metrics.gauge("smtp.stress", "listeners whose sessions are nearly all in use", stressed),
                metrics.gauge("smtp.memory.heap", "octets of the heap in use after the last full collection",
                        Memory::heap),
                metrics.gauge("smtp.memory.direct", "octets that buffers of sockets have taken outside the heap",
                        Memory::direct));
    }

    /** For the time when nobody counts. */
    static Meters none() {
        Uncounted nothing = new Uncounted();
        return new Meters(nothing, nothing, nothing, nothing, nothing, nothing, nothing, nothing,
                nothing, nothing);
    }
}
