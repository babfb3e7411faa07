package org.postrider.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postrider.api.delivery.Delivery;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.delivery.Route;
import org.postrider.api.message.Address;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.MessageId;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.SpoolException;
import org.postrider.testing.fake.BytesMessage;
import org.postrider.testing.fake.MemorySpool;

class RedirectTransportTest {
    private static final String TEXT = "Received: from a by b\r\nSubject: x\r\n\r\nbody\r\n";
    private static final Recipient ALIAS = new Recipient(Address.parse("all@here.test"), Map.of("NOTIFY", "NEVER"));

    private final MemorySpool spool = new MemorySpool();
    private final RedirectTransport transport = new RedirectTransport(spool);

    private static QueuedMessage message() {
        Envelope envelope = new Envelope(Optional.of(Address.parse("me@there.test")), List.of(ALIAS),
                Map.of("BODY", "8BITMIME", "SIZE", "40", "HOLDFOR", "60", "BY", "120;R", "MT-PRIORITY", "4"));
        return QueuedMessage.fresh(
                new MessageId(9_999), envelope, TEXT.length(), Instant.now().minusSeconds(500), Optional.empty());
    }

    private Outcome redirect(String text) throws IOException {
        Route route = new Route("redirect", "joe@here.test,\"a,b\"@far.test,joe@here.test");
        try (Delivery delivery = transport.begin(route, message())) {
            assertThat(delivery.add(ALIAS)).isEmpty();
            delivery.write(new BytesMessage(text));
            return delivery.commit().get(ALIAS.address());
        }
    }

    @Test
    void theTargetsGetTheSameBytesFromTheSameSender() throws IOException {
        Outcome outcome = redirect(TEXT);

        QueuedMessage sent = spool.messages().get(0);
        assertThat(outcome.reply().toString()).isEqualTo("250 2.1.5 Redirected as " + sent.id());
        assertThat(sent.envelope().sender()).contains(Address.parse("me@there.test"));
        assertThat(sent.envelope().recipients()).containsExactly(
                new Recipient(Address.parse("joe@here.test"), Map.of("NOTIFY", "NEVER")),
                new Recipient(Address.parse("\"a,b\"@far.test"), Map.of("NOTIFY", "NEVER")));
        assertThat(sent.envelope().parameters()).isEqualTo(
                Map.of("BODY", "8BITMIME", "BY", "1;R", "MT-PRIORITY", "4")); // held no more, and late
        assertThat(new String(spool.bytes(sent.id()), StandardCharsets.US_ASCII))
                .isEqualTo("Delivered-To: all@here.test\r\n" + TEXT);
        assertThat(spool.openDrafts()).isZero();
    }

    @Test
    void ofOneTargetSuccessIsToldAndOfSeveralItIsNot() throws IOException {
        assertThat(notify("SUCCESS,FAILURE", "joe@here.test")).containsExactly("SUCCESS,FAILURE");
        assertThat(notify("SUCCESS,FAILURE", "joe@here.test,ann@here.test")).containsExactly("FAILURE", "FAILURE");
        assertThat(notify("success", "joe@here.test,ann@here.test")).containsExactly("NEVER", "NEVER");
        assertThat(notify("FAILURE,DELAY", "joe@here.test,ann@here.test")).containsOnly("FAILURE,DELAY");
    }

    private List<String> notify(String asked, String targets) throws IOException {
        try (Delivery delivery = transport.begin(new Route("redirect", targets), message())) {
            delivery.add(new Recipient(ALIAS.address(), Map.of("NOTIFY", asked)));
            delivery.write(new BytesMessage(TEXT));
            delivery.commit();
        }
        List<QueuedMessage> sent = spool.messages();
        return sent.get(sent.size() - 1).envelope().recipients().stream()
                .map(r -> r.parameters().get("NOTIFY")).toList();
    }

    @Test
    void aMessageThatWasHereBeforeIsRefused() throws IOException {
        assertThat(redirect("Delivered-To: All@here.test\r\n" + TEXT)).isInstanceOf(Outcome.Failed.class);
        assertThat(redirect("Delivered-To: all@here.test\r\n" + TEXT).reply().toString()).startsWith("554 5.4.6");
        assertThat(spool.messages()).isEmpty();
    }

    @Test
    void aMessageWithMoreThanFiftyHopsIsRefused() throws IOException {
        String hop = "Received: from a by b\r\n";
        assertThat(redirect(hop.repeat(49) + TEXT)).isInstanceOf(Outcome.Delivered.class);
        assertThat(redirect(hop.repeat(50) + TEXT).reply().toString()).startsWith("554 5.4.6");
    }

    @Test
    void aSpoolThatTakesNothingDefers() {
        spool.fail(SpoolException.Reason.FULL);
        assertThatThrownBy(() -> redirect(TEXT)).isInstanceOf(IOException.class);
        assertThat(spool.openDrafts()).isZero();
    }

    @Test
    void targetsThatCannotBeReadDefer() {
        assertThatThrownBy(() -> transport.begin(new Route("redirect", "not an address"), message()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void discardTakesAndErrorRefuses() throws IOException {
        try (Delivery discard = new DiscardTransport().begin(new Route("discard", ""), message())) {
            assertThat(discard.add(ALIAS)).hasValueSatisfying(o -> assertThat(o).isInstanceOf(Outcome.Delivered.class));
        }
        try (Delivery error = new ErrorTransport().begin(new Route("error", ""), message())) {
            assertThat(error.add(ALIAS)).hasValueSatisfying(o -> assertThat(o).isInstanceOf(Outcome.Failed.class));
        }
    }
}
