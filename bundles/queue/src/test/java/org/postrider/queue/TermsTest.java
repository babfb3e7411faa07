package org.postrider.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.message.Address;
import org.postrider.api.message.MessageId;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.smtp.Reply;

/** What senders want of the queue, and reports of delay. */
class TermsTest {
    private static final String SLOW = "slow@there.test";

    private final QueueBench bench = QueueBench.direct();

    @AfterEach
    void close() {
        bench.close();
    }

    /** SLOW is deferred, and reports stay in the queue, so that they can be looked at. */
    private void start() {
        bench.transport.answer(SLOW, ScriptedTransport.LATER).answer("me@here.test", ScriptedTransport.LATER);
        bench.start();
    }

    private List<QueuedMessage> reports() {
        return bench.spool.messages().stream().filter(m -> m.envelope().sender().isEmpty()).toList();
    }

    private String report() {
        assertThat(reports()).hasSize(1);
        return bench.text(reports().get(0).id());
    }

    @Test
    void nothingIsAttemptedBeforeItsTime() {
        bench.start();
        MessageId id = bench.submit("me@here.test", Map.of("HOLDFOR", "3600"), "joe@there.test");
        assertThat(bench.only().state().nextAttempt()).isEqualTo(bench.only().accepted().plusSeconds(3600));
        bench.time.advance(Duration.ofMinutes(59));
        assertThat(bench.transport.delivered).isEmpty();
        assertThat(bench.queue.flush()).isZero();
        assertThat(bench.queue.flush(id)).isFalse();
        assertThat(bench.queue.flush(domain -> true)).isZero();
        assertThat(bench.queue.waiting(domain -> true, 10)).isEmpty();
        assertThat(bench.transport.delivered).isEmpty();
        bench.time.advance(Duration.ofMinutes(2));
        assertThat(bench.transport.delivered).containsExactly("joe@there.test");
    }

    @Test
    void aTimeIsKeptByTheNextQueue() {
        bench.start();
        String when = OffsetDateTime.now(ZoneOffset.UTC).plusHours(2).truncatedTo(ChronoUnit.SECONDS).toString();
        bench.submit("me@here.test", Map.of("HOLDUNTIL", when), "joe@there.test");
        bench.time.advance(Duration.ofHours(1));
        bench.close();
        bench.start();
        bench.time.advance(Duration.ofMinutes(58));
        assertThat(bench.transport.delivered).isEmpty();
        bench.time.advance(Duration.ofMinutes(3));
        assertThat(bench.transport.delivered).containsExactly("joe@there.test");
    }

    @Test
    void aTimeOfThousandsOfYearsIsNoFault() {
        bench.start();
        bench.submit("me@here.test", Map.of("HOLDUNTIL", "9999-12-31T23:59:59Z"), "joe@there.test");
        bench.submit("me@here.test", "eve@there.test");
        bench.time.advance(Duration.ofDays(900));
        assertThat(bench.transport.delivered).containsExactly("eve@there.test");
    }

    @Test
    void whatIsReleasedByHandWaitsForItsTimeToo() {
        bench.start();
        MessageId id = bench.submit("me@here.test", Map.of("HOLDFOR", "3600"), Optional.of("odd"),
                new Recipient(Address.parse("joe@there.test")));
        assertThat(bench.queue.release(id)).isTrue();
        assertThat(bench.transport.delivered).isEmpty();
        bench.time.advance(Duration.ofMinutes(61));
        assertThat(bench.transport.delivered).containsExactly("joe@there.test");
    }

    @Test
    void theLifetimeBeginsWhenDeliveryMay() {
        start();
        MessageId id = bench.submit("me@here.test", Map.of("HOLDFOR", "864000"), SLOW); // 10 days
        bench.time.advance(Duration.ofDays(14));
        assertThat(bench.spool.find(id)).isPresent();
        bench.time.advance(Duration.ofDays(2));
        assertThat(bench.spool.find(id)).isEmpty();
    }

    @Test
    void whatIsToBeReturnedIsReturnedInTime() {
        start();
        MessageId id = bench.submit("me@here.test", Map.of("BY", "120;R"), SLOW);
        bench.time.advance(Duration.ofSeconds(118));
        assertThat(bench.only().id()).isEqualTo(id);
        bench.transport.answer(SLOW, ScriptedTransport.OK);
        bench.time.advance(Duration.ofSeconds(3));
        assertThat(bench.transport.delivered).isEmpty();
        assertThat(report()).contains("Action: failed\r\n", "Status: 5.4.7\r\n", "Final-Recipient: rfc822; " + SLOW);
        assertThat(bench.spool.find(id)).isEmpty();
    }

    @Test
    void whatHasWaitedForATransportTooLongIsReturnedToo() {
        bench.startBare();
        bench.addRouter();
        bench.submit("me@here.test", Map.of("BY", "60;R"), "joe@there.test");
        bench.time.advance(Duration.ofSeconds(61));
        bench.addTransport();
        assertThat(bench.transport.delivered).containsExactly("me@here.test");
        assertThat(bench.transport.contents.get(0)).contains("Status: 5.4.7\r\n");
    }

    @Test
    void whatIsDeliveredInTimeIsNotReturned() {
        bench.start();
        bench.submit("me@here.test", Map.of("BY", "120;R"), "joe@there.test");
        bench.time.advance(Duration.ofHours(1));
        assertThat(bench.transport.delivered).containsExactly("joe@there.test");
    }

    @ParameterizedTest
    @CsvSource({"600;N,600", "0;N,0", "-5;N,0", "60;NT,60"})
    void whoWantsToBeToldIsToldOnceAndTheMessageIsTriedFurther(String by, long seconds) {
        start();
        MessageId id = bench.submit("me@here.test", Map.of("BY", by), SLOW);
        if (seconds > 0) {
            bench.time.advance(Duration.ofSeconds(seconds - 2));
            assertThat(reports()).isEmpty();
        }
        bench.time.advance(Duration.ofSeconds(4));
        assertThat(report()).contains("Action: delayed\r\n", "Status: 4.4.7\r\n", "Subject: Mail is delayed");
        bench.time.advance(Duration.ofHours(12));
        assertThat(reports()).hasSize(1);
        bench.transport.answer(SLOW, ScriptedTransport.OK);
        bench.time.advance(Duration.ofHours(5));
        assertThat(bench.transport.delivered).contains(SLOW);
        assertThat(bench.spool.find(id)).isEmpty();
    }

    @Test
    void aDelayIsReportedOnceAlsoByTheNextQueue() {
        start();
        bench.submit("me@here.test", SLOW);
        bench.time.advance(Duration.ofHours(4).minusSeconds(1));
        assertThat(reports()).isEmpty();
        bench.time.advance(Duration.ofSeconds(2));
        assertThat(report()).contains("Action: delayed\r\n", "Status: 4.7.1\r\n", "Subject: hello");
        bench.close();
        bench.start();
        bench.time.advance(Duration.ofDays(2));
        assertThat(bench.spool.messages()).anyMatch(m -> m.state().delayReported());
        assertThat(bench.transport.contents.stream().filter(text -> text.contains("Action: delayed")).distinct())
                .as("reports, however often they were tried").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"NEVER,0", "FAILURE,0", "SUCCESS,0", "DELAY,1", "'success,delay',1"})
    void notifyDecidesAboutDelays(String notify, int reports) {
        start();
        bench.submit("me@here.test", Optional.empty(), new Recipient(Address.parse(SLOW), Map.of("NOTIFY", notify)));
        bench.time.advance(Duration.ofHours(5));
        assertThat(reports()).hasSize(reports);
    }

    @Test
    void noDelayIsReportedWhereThatIsOffAndNoneToNobody() {
        bench.config("delayReport", "off");
        start();
        bench.submit("me@here.test", SLOW);
        bench.submit("", SLOW);
        bench.time.advance(Duration.ofHours(9));
        assertThat(bench.spool.messages()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"60;N,SILENT,,1", "60;N,REPORTING,,0", "60;N,MAILBOX,,0", "60;N,SILENT,NEVER,0", "60;RT,REPORTING,,1",
            "60;RT,SILENT,FAILURE,1", "60;NT,REPORTING,NEVER,0", "60;RT,MAILBOX,,0", "60;R,SILENT,,0"})
    void whoTracesIsToldOfWhatIsPassedOn(String by, Outcome.Holder holder, String notify, int reports) {
        bench.transport.answer("me@here.test", ScriptedTransport.LATER)
                .answer("joe@there.test", new Outcome.Delivered(Reply.of(250, "2.0.0", "Ok"), holder));
        bench.start();
        bench.submit("me@here.test", Map.of("BY", by), Optional.empty(), new Recipient(Address.parse("joe@there.test"),
                notify == null ? Map.of() : Map.of("NOTIFY", notify)));
        assertThat(reports()).hasSize(reports);
        if (reports > 0) {
            assertThat(report()).contains("Action: relayed\r\n");
        }
    }
}
