package org.postrider.testing.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.postrider.api.message.Address;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Evidence;
import org.postrider.api.message.MessageId;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueueState;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.trace.Step;
import org.postrider.api.trace.Trace;

/** Messages and traces to list. */
public final class SampleMail {

    private SampleMail() {}

    /** A message from {@code sender@example.com}, accepted a minute ago and due. */
    public static QueuedMessage queued(long id, String... recipients) {
        List<Recipient> to = List.of(recipients).stream().map(it -> new Recipient(Address.parse(it))).toList();
        Instant accepted = Instant.now().minusSeconds(60);
        return new QueuedMessage(new MessageId(id), new Envelope(Optional.of(Address.parse("sender@example.com")), to),
                2_048, accepted, QueueState.fresh(to, accepted, Optional.empty()));
    }

    /** The same message after a failed attempt. */
    public static QueuedMessage deferred(QueuedMessage message, String reply) {
        return message.with(new QueueState(
                message.state().pending(), 1, Instant.now().plusSeconds(300), reply, Optional.empty()));
    }

    /** A trace of a message to {@code joe@example.org}, with one step for a filter that found something. */
    public static Trace trace(long id, String outcome) {
        Instant at = Instant.parse("2026-11-21T10:00:00Z");
        Evidence evidence = new Evidence("SPF_FAIL", 3, "not allowed to send", Map.of("client-ip", "192.0.2.1"));
        Step spf = new Step(at.plusMillis(12), "SENDER", "spf", "1.2.0", "shadow", Duration.ofMillis(7), "reject",
                List.of(evidence), List.of("add X-Spf: fail"));
        return new Trace(new MessageId(id), at, "mx", "192.0.2.1", "mail.example.com", "sender@example.com",
                List.of("joe@example.org"), outcome, List.of(spf));
    }

    /** The same trace with one more step of the queue. */
    public static Trace delivered(Trace trace, String result) {
        List<Step> steps = new ArrayList<>(trace.steps());
        steps.add(Step.of(trace.at().plusMillis(40), "DELIVERY", "queue", Duration.ofMillis(3), result));
        return new Trace(trace.id(), trace.at(), trace.listener(), trace.client(), trace.helo(), trace.sender(),
                trace.recipients(), trace.outcome(), steps);
    }
}
