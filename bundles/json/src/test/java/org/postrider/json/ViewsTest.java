package org.postrider.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.postrider.api.filter.FilterInfo;
import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;
import org.postrider.api.message.Address;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Evidence;
import org.postrider.api.message.MessageId;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueueState;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.trace.Step;
import org.postrider.api.trace.Trace;

class ViewsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void aDeferredMessage() {
        List<Recipient> recipients = List.of(new Recipient(Address.parse("joe@example.org")));
        QueuedMessage message = new QueuedMessage(new MessageId(37), new Envelope(Optional.empty(), recipients), 812,
                NOW.minusSeconds(90), new QueueState(recipients, 2, NOW.plusSeconds(1), "451 later", Optional.empty()));
        assertThat(Json.write(Views.of(message, NOW))).isEqualTo("{\"id\":\"15\",\"state\":\"deferred\","
                + "\"accepted\":\"2026-11-21T09:58:30Z\",\"ageSeconds\":90,\"size\":812,\"sender\":\"\","
                + "\"recipients\":[\"joe@example.org\"],\"attempts\":2,\"nextAttempt\":\"2026-11-21T10:00:01Z\","
                + "\"lastReply\":\"451 later\",\"hold\":null}");
    }

    @Test
    void placesInTheQueue() {
        QueueState fresh = QueueState.fresh(List.of(), NOW, Optional.empty());
        assertThat(QueuePlace.of(fresh, NOW)).hasToString("due");
        assertThat(QueuePlace.of(fresh.withNextAttempt(NOW.plusMillis(1)), NOW)).hasToString("deferred");
        assertThat(QueuePlace.of(fresh.withHold(Optional.of("asked")), NOW)).hasToString("held");
    }

    @Test
    void aTraceWithEvidence() {
        Step step = new Step(NOW, "RECIPIENT", "spf", "1.2.0", "shadow", Duration.ofNanos(1_500_000), "reject",
                List.of(new Evidence("SPF_FAIL", 3, "no", Map.of("client-ip", "192.0.2.1"))), List.of("X: y"));
        Trace trace = new Trace(new MessageId(1), NOW, "mx", "192.0.2.1", "h", "", List.of("a@b.c"), "ok",
                List.of(step));
        assertThat(Json.write(Views.of(trace))).contains("\"steps\":[{\"at\":\"2026-11-21T10:00:00Z\","
                + "\"stage\":\"RECIPIENT\",\"actor\":\"spf\",\"version\":\"1.2.0\",\"mode\":\"shadow\","
                + "\"tookMicros\":1500,\"result\":\"reject\",\"evidence\":[{\"symbol\":\"SPF_FAIL\",\"score\":3,"
                + "\"explanation\":\"no\",\"data\":{\"client-ip\":\"192.0.2.1\"}}],\"edits\":[\"X: y\"]}]");
    }

    @Test
    void aFilterListsItsStagesInTheirOrder() {
        FilterInfo filter = new FilterInfo("spf", "b", "1", Set.of(Stage.MESSAGE, Stage.HELO, Stage.SENDER),
                Phase.EVIDENCE, List.of(), Map.of("mode", "enforce", "deadline", "30s"), Set.of(), 1, 2, 3, "");
        assertThat(Json.write(Views.of(filter))).contains("\"stages\":[\"HELO\",\"SENDER\",\"MESSAGE\"]")
                .contains("\"settings\":{\"deadline\":\"30s\",\"mode\":\"enforce\"}")
                .contains("\"calls\":1,\"failures\":2,\"refusals\":3");
    }
}
