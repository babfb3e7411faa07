package org.postrider.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.event.MessageAccepted;
import org.postrider.api.message.Address;
import org.postrider.api.message.MessageId;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.SpoolException;
import org.postrider.api.smtp.Reply;

class ReportTest {
    private final QueueBench bench = QueueBench.direct().config("hostname", "mx.here.test");

    @AfterEach
    void close() {
        bench.close();
    }

    /** Keeps the report in the queue, so that it can be looked at. */
    private void start() {
        bench.transport.answer("me@here.test", ScriptedTransport.LATER)
                .answer("no@there.test", ScriptedTransport.NEVER)
                .answer("nix@there.test", ScriptedTransport.NEVER)
                .answer("slow@there.test", ScriptedTransport.LATER);
        bench.start();
    }

    @Test
    void aFailureIsReportedToTheSenderFromNobody() {
        start();
        bench.submit("me@here.test", "ok@there.test", "no@there.test", "nix@there.test");

        QueuedMessage report = bench.only();
        assertThat(report.envelope().sender()).isEmpty();
        assertThat(report.envelope().recipients()).extracting(r -> r.address().toString())
                .containsExactly("me@here.test");
        assertThat(bench.text(report.id())).contains("multipart/report", "Reporting-MTA: dns; mx.here.test",
                "Final-Recipient: rfc822; no@there.test", "Final-Recipient: rfc822; nix@there.test", "Action: failed",
                "Status: 5.1.1", "smtp; 550 5.1.1 No such user", "Subject: hello", "Auto-Submitted: auto-replied");
        assertThat(bench.text(report.id())).doesNotContain("ok@there.test", "body\r\n");
        assertThat(bench.queue.status().bounced()).isEqualTo(2);
        assertThat(bench.events.of(MessageAccepted.class)).singleElement()
                .satisfies(e -> assertThat(e.listener()).isEmpty());
        assertThat(bench.traces.find(report.id())).isPresent();
    }

    @Test
    void mailFromNobodyIsNeverReported() {
        start();
        bench.submit("", "no@there.test");
        assertThat(bench.spool.messages()).isEmpty();
        assertThat(bench.metrics.value("queue.dead")).isEqualTo(1);
    }

    @Test
    void aReportThatFailsIsDropped() {
        start();
        bench.submit("me@here.test", "no@there.test");
        bench.transport.answer("me@here.test", ScriptedTransport.NEVER);
        bench.time.advance(Duration.ofHours(1));
        assertThat(bench.spool.messages()).isEmpty();
        assertThat(bench.metrics.value("queue.dead")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"NEVER,0", "SUCCESS,0", "'SUCCESS,DELAY',0", "FAILURE,1", "'success,failure',1"})
    void notifyDecides(String notify, int reports) {
        start();
        bench.submit("me@here.test", Optional.empty(),
                new Recipient(Address.parse("no@there.test"), Map.of("NOTIFY", notify)));
        assertThat(bench.spool.messages()).hasSize(reports);
    }

    @ParameterizedTest
    @CsvSource({"MAILBOX,SUCCESS,delivered", "SILENT,'failure,success',relayed", "REPORTING,SUCCESS,", "MAILBOX,NEVER,",
            "MAILBOX,FAILURE,", "MAILBOX,,"})
    void successIsReportedWhereItWasAskedForAndNobodyElseDoes(Outcome.Holder holder, String notify, String action) {
        start();
        bench.transport.answer("ok@there.test", new Outcome.Delivered(Reply.of(250, "2.1.5", "Ok"), holder));
        bench.submit("me@here.test", Optional.empty(), new Recipient(Address.parse("ok@there.test"),
                notify == null ? Map.of() : Map.of("NOTIFY", notify)));
        assertThat(bench.spool.messages()).hasSize(action == null ? 0 : 1);
        if (action != null) {
            assertThat(bench.text(bench.only().id())).contains("Action: " + action + "\r\n", "Status: 2.1.5\r\n",
                    "Final-Recipient: rfc822; ok@there.test\r\n").doesNotContain("could not be delivered");
        }
    }

    @Test
    void aDeliveryIsNotRepeatedBecauseItsReportCannotBeKept() {
        start();
        bench.transport.answer("ok@there.test", new Outcome.Delivered(Reply.of(250, "2.1.5", "Ok")));
        bench.transport.whenWritten(m -> bench.spool.fail(SpoolException.Reason.FULL));
        bench.submit("me@here.test", Optional.empty(),
                new Recipient(Address.parse("ok@there.test"), Map.of("NOTIFY", "SUCCESS")));
        bench.spool.work();
        bench.time.advance(Duration.ofHours(1));
        assertThat(bench.transport.contents).hasSize(1);
    }

    @Test
    void theReportIsDurableBeforeItsCauseIsForgotten() {
        start();
        bench.transport.whenWritten(m -> bench.spool.fail(SpoolException.Reason.FULL));
        MessageId id = bench.submit("me@here.test", "no@there.test");
        bench.spool.work();
        bench.transport.whenWritten(m -> { });
        assertThat(bench.only().id()).isEqualTo(id);

        bench.time.advance(Duration.ofMinutes(7));
        QueuedMessage report = bench.only();
        assertThat(report.envelope().sender()).isEmpty();
        assertThat(bench.events.of(MessageAccepted.class)).hasSize(1);
        assertThat(bench.spool.openDrafts()).isZero();
    }

    @Test
    void whatIsDeferredForTooLongIsReportedWhenItsLifetimeEnds() {
        start();
        MessageId id = bench.submit("me@here.test", "slow@there.test");
        bench.time.advance(Duration.ofDays(5).minusMinutes(1));
        assertThat(bench.only().id()).isEqualTo(id);
        int attempts = bench.only().state().attempts();
        assertThat(attempts).isBetween(28, 45); // 5, 10, 20 ... 240 min, then every 4 h, 20 % more or less
        bench.time.advance(Duration.ofMinutes(2));
        assertThat(bench.queue.status().bounced()).isGreaterThan(0);
        assertThat(bench.transport.contents).anySatisfy(report -> assertThat(report).contains(
                "Action: failed", "Status: 4.4.7", "451 4.7.1 Please try later"));
    }

    @Test
    void aReportIsTriedForOneDay() {
        start();
        bench.submit("", "slow@there.test");
        bench.time.advance(Duration.ofDays(1).minusMinutes(1));
        assertThat(bench.spool.messages()).hasSize(1);
        bench.time.advance(Duration.ofMinutes(2));
        assertThat(bench.spool.messages()).isEmpty();
        assertThat(bench.metrics.value("queue.dead")).isEqualTo(1);
    }

    @Test
    void oneReportNamesAllThatFailedWithTheSameAttempt() {
        start();
        bench.transport.answer("no@other.test", ScriptedTransport.NEVER);
        bench.submit("me@here.test", "no@there.test", "no@other.test", "slow@there.test");
        List<QueuedMessage> reports = bench.spool.messages().stream()
                .filter(m -> m.envelope().sender().isEmpty()).toList();
        assertThat(reports).hasSize(1);
        assertThat(bench.text(reports.get(0).id())).contains("no@there.test", "no@other.test");
    }
}
