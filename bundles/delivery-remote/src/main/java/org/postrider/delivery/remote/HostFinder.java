package org.postrider.delivery.remote;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.dns.Answer;
import org.postrider.api.dns.MxRecord;
import org.postrider.api.dns.Resolver;
import org.postrider.smtp.protocol.client.Outcomes;

/** Finds the servers of a destination, RFC 5321 5.1. What the DNS does not say for now is never held against it. */
final class HostFinder {
    private static final long PATIENCE_SECONDS = 60; // the resolver has its own, shorter limit

    private final Resolver resolver;
    private final String self;

    HostFinder(Resolver resolver, String self) {
        this.resolver = resolver;
        this.self = self;
    }

    /**
     * The servers of a destination.
     *
     * @param hosts in the order in which they are tried; empty if there is an outcome
     * @param outcome why none is tried
     */
    record Found(List<String> hosts, Optional<Outcome> outcome) {
        static Found settled(Outcome outcome) {
            return new Found(List.of(), Optional.of(outcome));
        }

        static Found of(List<String> hosts) {
            return new Found(hosts, Optional.empty());
        }
    }

    Found hosts(Target target) {
        if (!target.exchangers()) {
            return Found.of(List.of(target.host()));
        }
        Answer<MxRecord> answer = wait(resolver.mx(target.host()));
        switch (answer.status()) {
            case FOUND:
                return exchangers(answer.records());
            case NO_DATA:
                return Found.of(List.of(target.host())); // RFC 5321 5.1: the implicit MX
            case NO_SUCH_NAME:
                return Found.settled(Outcomes.failed(550, "5.1.2", "The domain does not exist"));
            default:
                return Found.settled(Outcomes.deferred(451, "4.4.3", "The domain could not be looked up"));
        }
    }

    private Found exchangers(List<MxRecord> records) {
        if (records.size() == 1 && records.get(0).isNull()) { // RFC 7505 3, RFC 7504 4
            return Found.settled(Outcomes.failed(556, "5.1.10", "The domain accepts no mail"));
        }
        // RFC 5321 5.1: if we are among them, only those before us are tried
        int own = records.stream().filter(r -> r.host().equals(self)).mapToInt(MxRecord::preference).min()
                .orElse(Integer.MAX_VALUE);
        List<String> hosts = records.stream().filter(r -> !r.isNull() && r.preference() < own).map(MxRecord::host)
                .distinct().toList();
        return hosts.isEmpty()
                ? Found.settled(Outcomes.failed(554, "5.4.6", "The mail exchanger of the domain is this server"))
                : Found.of(hosts);
    }

    /** The addresses of one server. */
    Answer<InetAddress> addresses(String host) {
        Optional<InetAddress> literal = IpLiteral.read(host);
        return literal.isPresent()
                ? new Answer<>(Answer.Status.FOUND, List.of(literal.get()), false, Duration.ZERO)
                : wait(resolver.addresses(host));
    }

    private static <T> Answer<T> wait(CompletionStage<Answer<T>> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            return failed();
        }
        return failed();
    }

    private static <T> Answer<T> failed() {
        return new Answer<>(Answer.Status.FAILED, List.of(), false, Duration.ZERO);
    }
}
