package org.postrider.delivery.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.postrider.api.delivery.Delivery;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.delivery.Route;
import org.postrider.api.dns.Answer;
import org.postrider.api.dns.MxRecord;
import org.postrider.api.dns.Resolver;
import org.postrider.api.message.Address;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.MessageId;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueueState;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.testing.config.Configured;
import org.postrider.testing.fake.BytesMessage;

/** A transport with short time-outs, a resolver that a test fills, and the steps of an attempt. */
final class RemoteBench implements Resolver {
    static final String TEXT = "Subject: x\r\n\r\nhello\r\n.dot\r\n";

    private final Map<String, Object> config = new HashMap<>(Map.of("hostname", "us.test", "connectTimeout", "1s",
            "bannerTimeout", "500ms", "commandTimeout", "500ms", "dataTimeout", "500ms", "blockTimeout", "500ms",
            "finalTimeout", "500ms"));
    private final Map<String, Answer<MxRecord>> exchangers = new HashMap<>();
    private final Map<String, Answer<InetAddress>> addresses = new HashMap<>();
    Map<String, String> parameters = Map.of();

    RemoteBench config(String key, Object value) {
        config.put(key, value);
        return this;
    }

    RemoteBench mx(String domain, Answer.Status status, MxRecord... records) {
        exchangers.put(domain, new Answer<>(status, List.of(records), false, java.time.Duration.ofMinutes(1)));
        return this;
    }

    RemoteBench host(String host, Answer.Status status, InetAddress... records) {
        addresses.put(host, new Answer<>(status, List.of(records), false, java.time.Duration.ofMinutes(1)));
        return this;
    }

    RemoteTransport transport() {
        return new RemoteTransport(this, Configured.with(RemoteConfig.class, config));
    }

    /** Delivers and returns the outcomes by address. */
    Map<String, Outcome> deliver(String destination, String sender, String text, String... recipients)
            throws IOException {
        return deliver(transport(), destination, sender, text, recipients);
    }

    Map<String, Outcome> deliver(RemoteTransport transport, String destination, String sender, String text,
            String... recipients) throws IOException {
        List<Recipient> all = Stream.of(recipients).map(a -> new Recipient(Address.parse(a))).toList();
        Envelope envelope = new Envelope(
                sender.isEmpty() ? Optional.empty() : Optional.of(Address.parse(sender)), all, parameters);
        QueuedMessage message = new QueuedMessage(new MessageId(77), envelope, text.length(), Instant.now(),
                QueueState.fresh(all, Instant.now(), Optional.empty()));
        Map<String, Outcome> outcomes = new HashMap<>();
        try (Delivery delivery = transport.begin(new Route("remote", destination), message)) {
            boolean taken = false;
            for (Recipient recipient : all) {
                Optional<Outcome> outcome = delivery.add(recipient);
                outcome.ifPresent(o -> outcomes.put(recipient.address().toString(), o));
                taken |= outcome.isEmpty();
            }
            if (taken) {
                delivery.write(new BytesMessage(text));
                delivery.commit().forEach((a, o) -> outcomes.put(a.toString(), o));
            }
        }
        return outcomes;
    }

    /** The only reply, when joe@there.test is sent a message. */
    String reply(String destination) throws IOException {
        return deliver(destination, "me@here.test", TEXT, "joe@there.test").get("joe@there.test").reply().toString();
    }

    private static <T> CompletionStage<Answer<T>> answer(Map<String, Answer<T>> answers, String name) {
        return CompletableFuture.completedFuture(answers.getOrDefault(name,
                new Answer<>(Answer.Status.NO_SUCH_NAME, List.of(), false, java.time.Duration.ZERO)));
    }

    @Override
    public CompletionStage<Answer<MxRecord>> mx(String domain) {
        return answer(exchangers, domain);
    }

    @Override
    public CompletionStage<Answer<InetAddress>> addresses(String host) {
        return answer(addresses, host);
    }

    @Override
    public CompletionStage<Answer<String>> txt(String name) {
        throw new UnsupportedOperationException("delivery reads no TXT");
    }

    @Override
    public CompletionStage<Answer<String>> names(InetAddress address) {
        throw new UnsupportedOperationException("delivery reads no PTR");
    }
}
