package org.postrider.delivery.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.delivery.Delivery;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.delivery.Route;
import org.postrider.api.message.Address;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Message;
import org.postrider.api.message.MessageId;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueueState;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.store.StoreFullException;
import org.postrider.testing.fake.BytesMessage;
import org.postrider.testing.store.MemoryMailStore;

class LocalTransportTest {

    private static final Address JOE = Address.parse("joe@example.org");
    private static final Address TAGGED = Address.parse("joe+tag@example.org");
    private static final Route ROUTE = new Route("local", "joe@example.org");
    private static final String MAIL = "Subject: x\r\n\r\nhello\r\n";

    private final MemoryMailStore store = new MemoryMailStore();
    private final LocalTransport transport = new LocalTransport(store);

    private static QueuedMessage queued(String sender, Address... recipients) {
        List<Recipient> all = Arrays.stream(recipients).map(Recipient::new).toList();
        Envelope envelope = new Envelope(Optional.of(sender).filter(s -> !s.isEmpty()).map(Address::parse), all);
        Instant now = Instant.parse("2026-11-21T12:00:00Z");
        return new QueuedMessage(new MessageId(1), envelope, 1, now, QueueState.fresh(all, now, Optional.empty()));
    }

    private Map<Address, Outcome> deliver(Message message, String sender, Address... recipients) throws IOException {
        try (Delivery delivery = transport.begin(ROUTE, queued(sender, recipients))) {
            for (Address recipient : recipients) {
                assertThat(delivery.add(new Recipient(recipient))).isEmpty();
            }
            delivery.write(message);
            return delivery.commit();
        }
    }

    private String inbox() {
        assertThat(store.inbox(JOE)).hasSize(1);
        return new String(store.inbox(JOE).get(0), UTF_8);
    }

    @Test
    void twoTraceLinesComeInFrontAndNothingElseChanges() throws IOException {
        Map<Address, Outcome> outcomes = deliver(new BytesMessage(MAIL), "ann@example.com", JOE);

        assertThat(outcomes.get(JOE)).isInstanceOf(Outcome.Delivered.class);
        assertThat(outcomes.get(JOE).reply().toString()).startsWith("250 2.0.0 ");
        assertThat(inbox()).isEqualTo("Return-Path: <ann@example.com>\r\nDelivered-To: joe@example.org\r\n" + MAIL);
    }

    @Test
    void theNullReversePathIsWrittenAsSuch() throws IOException {
        deliver(new BytesMessage(MAIL), "", JOE);
        assertThat(inbox()).startsWith("Return-Path: <>\r\nDelivered-To:");
    }

    @Test
    void largeAndBinaryContentIsUntouched() throws IOException {
        byte[] body = new byte[3_000_000];
        new Random(3).nextBytes(body);
        System.arraycopy("X: y\r\n\r\n".getBytes(UTF_8), 0, body, 0, 8);
        deliver(new BytesMessage(body), "ann@example.com", JOE);
        byte[] stored = store.inbox(JOE).get(0);
        assertThat(Arrays.copyOfRange(stored, stored.length - body.length, stored.length)).isEqualTo(body);
    }

    @Test
    void severalRecipientsOfOneAccountShareOneCopy() throws IOException {
        Map<Address, Outcome> outcomes = deliver(new BytesMessage(MAIL), "ann@example.com", JOE, TAGGED);
        assertThat(outcomes).containsOnlyKeys(JOE, TAGGED);
        assertThat(outcomes.values()).allMatch(Outcome.Delivered.class::isInstance);
        assertThat(inbox()).contains("Delivered-To: joe@example.org\r\nSubject");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Delivered-To: joe@example.org\r\nSubject: x\r\n\r\nbody",
        "Subject: x\r\nDelivered-To: joe@example.org\r\n\r\nbody",
        "Subject: x\r\nDELIVERED-TO:\tJoe@Example.ORG \r\n\r\nbody",
        "Subject: x\r\nDelivered-To:\r\n joe@example.org\r\n\r\nbody",
        "Delivered-To: ann@example.org\r\nDelivered-To: joe@example.org\r\n\r\nbody",
        "Delivered-To: joe@example.org",
        "Delivered-To: joe@example.org\r\n"})
    void aMessageThatWasHereBeforeIsALoop(String mail) throws IOException {
        Outcome outcome = deliver(new BytesMessage(mail), "ann@example.com", JOE).get(JOE);
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.reply().toString()).startsWith("554 5.4.6 ");
        assertThat(store.inbox(JOE)).isEmpty();
    }

    @Test
    void aLoopIsFoundBehindAHugeHeader() throws IOException {
        String mail = "X-Filler: y\r\n".repeat(50_000) + "Delivered-To: joe@example.org\r\n\r\nbody";
        assertThat(deliver(new BytesMessage(mail), "", JOE).get(JOE)).isInstanceOf(Outcome.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Subject: x\r\n\r\nDelivered-To: joe@example.org\r\n",
        "Delivered-To: joe@example.or\r\n\r\nbody",
        "Delivered-To: joe@example.org.evil.example\r\n\r\nbody",
        "Delivered-To: joe@example.org\r\n\tand more\r\n\r\nbody",
        "X-Delivered-To: joe@example.org\r\n\r\nbody",
        "Subject: \r\n Delivered-To: joe@example.org\r\n\r\nbody",
        "\r\nDelivered-To: joe@example.org\r\n\r\n"})
    void whatOnlyResemblesALoopIsDelivered(String mail) throws IOException {
        assertThat(deliver(new BytesMessage(mail), "", JOE).get(JOE)).isInstanceOf(Outcome.Delivered.class);
        assertThat(inbox()).endsWith(mail);
    }

    @Test
    void aBrokenStoreDefersEverybody() throws IOException {
        store.failCommits(Optional.of(new IOException("Input/output error")));
        Map<Address, Outcome> outcomes = deliver(new BytesMessage(MAIL), "", JOE, TAGGED);
        assertThat(outcomes).containsOnlyKeys(JOE, TAGGED);
        assertThat(outcomes.values()).allMatch(Outcome.Deferred.class::isInstance)
                .allMatch(o -> o.reply().toString().startsWith("451 4.3.0 "));
    }

    @Test
    void aFullStoreDefersWithItsOwnCode() throws IOException {
        store.failCommits(Optional.of(new StoreFullException("full", new IOException("No space left on device"))));
        Outcome outcome = deliver(new BytesMessage(MAIL), "", JOE).get(JOE);
        assertThat(outcome).isInstanceOf(Outcome.Deferred.class);
        assertThat(outcome.reply().toString()).startsWith("452 4.3.1 ");
        store.failCommits(Optional.empty());
        assertThat(deliver(new BytesMessage(MAIL), "", JOE).get(JOE)).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void aStoreThatCannotBeOpenedDefers() throws IOException {
        LocalTransport broken = new LocalTransport(account -> {
            throw new IOException("Stale file handle");
        });
        try (Delivery delivery = broken.begin(ROUTE, queued("", JOE))) {
            delivery.add(new Recipient(JOE));
            delivery.write(new BytesMessage(MAIL));
            assertThat(delivery.commit().get(JOE)).isInstanceOf(Outcome.Deferred.class);
        }
    }

    @Test
    void closingBeforeTheCommitDeliversNothing() throws IOException {
        try (Delivery delivery = transport.begin(ROUTE, queued("", JOE))) {
            delivery.add(new Recipient(JOE));
            delivery.write(new BytesMessage(MAIL));
        }
        assertThat(store.inbox(JOE)).isEmpty();
    }

    @Test
    void withABadRouteItIsTriedAgainLater() {
        QueuedMessage message = queued("", JOE);
        assertThatThrownBy(() -> transport.begin(new Route("local", "nowhere"), message))
                .isInstanceOf(IOException.class).hasMessageContaining("the @ is missing");
    }
}
