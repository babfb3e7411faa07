package org.postrider.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.postrider.api.dns.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;

/**
 * Asks the name servers, one after the other, until one knows or the time is up. Every query has a random id and leaves
 * from a random port of its own; a reply counts only if id and question fit.
 */
final class NameServers {
    private static final Logger LOG = LoggerFactory.getLogger(NameServers.class);
    private static final int ROUNDS = 2;

    private final List<InetSocketAddress> servers;
    private final Duration timeout;
    private final Duration tryTimeout;
    private final LongSupplier nanos;

    NameServers(List<InetSocketAddress> servers, Duration timeout, Duration tryTimeout) {
        this.servers = List.copyOf(servers);
        this.timeout = timeout;
        this.tryTimeout = tryTimeout;
        this.nanos = System::nanoTime;
    }

    /** Completes within the time-out, never exceptionally. */
    CompletionStage<Outcome> ask(Question question) {
        return ask(question, 0, nanos.getAsLong() + timeout.toNanos());
    }

    private CompletionStage<Outcome> ask(Question question, int attempt, long deadline) {
        long left = deadline - nanos.getAsLong();
        if (attempt >= ROUNDS * servers.size() || left <= 0) {
            LOG.debug("no answer about {}", question);
            return CompletableFuture.completedFuture(Outcome.FAILED);
        }
        Duration patience = Duration.ofNanos(Math.min(left, tryTimeout.toNanos()));
        return ask(question, servers.get(attempt % servers.size()), patience).thenCompose(outcome ->
                outcome.status() == Answer.Status.FAILED
                        ? ask(question, attempt + 1, deadline)
                        : CompletableFuture.completedFuture(outcome));
    }

    private static CompletionStage<Outcome> ask(Question question, InetSocketAddress server, Duration patience) {
        SimpleResolver resolver = new SimpleResolver(server);
        resolver.setTimeout(patience);
        Message query = Message.newQuery(Record.newRecord(question.name(), question.type(), DClass.IN));
        query.getHeader().setFlag(Flags.AD); // RFC 6840 5.7: tell whether it is validated
        boolean trusted = server.getAddress().isLoopbackAddress(); // RFC 6840 5.8: over a path that is safe
        return resolver.sendAsync(query)
                .toCompletableFuture()
                .orTimeout(patience.toNanos(), java.util.concurrent.TimeUnit.NANOSECONDS)
                .thenApply(reply -> ReplyReader.read(question, reply, trusted))
                .exceptionally(e -> Outcome.FAILED);
    }
}
