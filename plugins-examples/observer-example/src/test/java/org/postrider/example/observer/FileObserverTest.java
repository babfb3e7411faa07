package org.postrider.example.observer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.delivery.Route;
import org.postrider.api.event.DeliveryAttempted;
import org.postrider.api.event.MailEvent;
import org.postrider.api.event.MailObserver;
import org.postrider.api.event.MessageAccepted;
import org.postrider.api.event.MessageRefused;
import org.postrider.api.message.Address;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.MessageId;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Reply;
import org.postrider.testing.config.Configured;

class FileObserverTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final MessageId ID = new MessageId(1_000_000);
    private static final Address JOE = Address.parse("joe@example.org");

    @TempDir
    Path home;

    private MailObserver observer(String file) {
        return new FileObserver(Configured.with(
                FileObserver.Configuration.class, Map.of("file", home.resolve(file).toString())));
    }

    @Test
    void eachEventIsALine() {
        MailObserver observer = observer("events.log");
        Envelope envelope = new Envelope(Optional.of(JOE), List.of(new Recipient(JOE)));
        observer.on(new MessageAccepted(NOON, ID, envelope, 123, "mx", "192.0.2.1"));
        observer.on(new MessageRefused(NOON, Optional.of(ID), "MESSAGE", "a-filter", "192.0.2.1",
                Reply.of(550, "5.7.1", "No")));
        observer.on(new DeliveryAttempted(NOON, ID, JOE, new Route("local", "joe@example.org"),
                new Outcome.Delivered(Reply.of(250, "2.0.0", "Done")), 1));

        assertThat(home.resolve("events.log")).hasContent("""
                2026-11-21T12:00:00Z accepted YGJ0 from <joe@example.org> 123 octets
                2026-11-21T12:00:00Z refused at MESSAGE by a-filter: 550 5.7.1 No
                2026-11-21T12:00:00Z delivery YGJ0 to <joe@example.org>: 250 2.0.0 Done
                """);
    }

    @Test
    void whatItDoesNotKnowItNames() {
        record Novelty(Instant at) implements MailEvent {}

        observer("events.log").on(new Novelty(NOON));
        assertThat(home.resolve("events.log")).hasContent("2026-11-21T12:00:00Z Novelty\n");
    }

    @Test
    void aFileThatCannotBeWrittenIsSaid() {
        MailObserver observer = observer("no/such/directory/events.log");
        MailEvent event = () -> NOON;
        assertThatThrownBy(() -> observer.on(event)).isInstanceOf(UncheckedIOException.class);
    }
}
