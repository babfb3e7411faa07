package org.postrider.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Message;
import org.postrider.api.message.MessageId;
import org.postrider.api.message.Part;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.smtp.EnhancedCode;

class DeliveryReportTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:15:30Z"), ZoneOffset.UTC);
    private static final MessageId ID = new MessageId(4711);

    private final DeliveryReport reports = new DeliveryReport(new Domain("mx.example.org"), CLOCK);

    private static RecipientReport failed(Recipient recipient, String diagnostic) {
        return new RecipientReport(recipient, ReportAction.FAILED, EnhancedCode.parse("5.1.1"), diagnostic);
    }

    private static RecipientReport failed(String address, String diagnostic) {
        return failed(new Recipient(Address.parse(address)), diagnostic);
    }

    private static Envelope from(String sender, Map<String, String> parameters) {
        return new Envelope(Optional.of(Address.parse(sender)),
                List.of(new Recipient(Address.parse("bob@example.net"))), parameters);
    }

    private String compose(Envelope envelope, Message original, RecipientReport... recipients) throws IOException {
        QueuedMessage about = QueuedMessage.fresh(
                new MessageId(815), envelope, original.size(), Instant.parse("2026-11-21T08:00:00Z"), Optional.empty());
        return new String(reports.compose(ID, about, original, List.of(recipients)), StandardCharsets.UTF_8);
    }

    private String compose(RecipientReport... recipients) throws IOException {
        return compose(from("ann@example.org", Map.of()), Mail.of("Subject: hi\n\nsecret body\n"), recipients);
    }

    @Test
    void wholeReport() throws IOException {
        assertThat(compose(failed("bob@example.net", "550 5.1.1 No such user"))).isEqualTo("""
                From: Mail Delivery System <MAILER-DAEMON@mx.example.org>
                To: <ann@example.org>
                Subject: Mail could not be delivered
                Date: Sat, 21 Nov 2026 10:15:30 +0000
                Message-ID: <4K7@mx.example.org>
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status;
                \tboundary="=_report-4K7"

                --=_report-4K7
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                This is the mail system at mx.example.org.

                Your message could not be delivered to

                    <bob@example.net>

                    550 5.1.1 No such user

                Your message, or its header, is attached.

                --=_report-4K7
                Content-Type: message/delivery-status
                Content-Transfer-Encoding: 7bit

                Reporting-MTA: dns; mx.example.org
                Arrival-Date: Sat, 21 Nov 2026 08:00:00 +0000

                Final-Recipient: rfc822; bob@example.net
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 No such user
                Last-Attempt-Date: Sat, 21 Nov 2026 10:15:30 +0000

                --=_report-4K7
                Content-Type: text/rfc822-headers
                Content-Transfer-Encoding: quoted-printable

                Subject: hi

                --=_report-4K7--
                """.replace("\n", "\r\n"));
    }

    @Test
    void ownParserReadsItBack() throws IOException {
        String report = compose(failed("bob@example.net", "550 no"), failed("\"a b\"@example.net", "550 no"));
        ParsedMessage message = Mail.of(report);
        assertThat(message.parts().map(Part::contentType))
                .containsExactly("text/plain", "message/delivery-status", "text/rfc822-headers");
        assertThat(Mail.contents(message).get(1)).contains("Final-Recipient: rfc822; \"a b\"@example.net\r\n");
        assertThat(Mail.contents(message).get(2)).isEqualTo("Subject: hi\r\n");
        assertThat(report).doesNotContain("secret body");
    }

    @Test
    void whatPeersSaidStaysOnItsLine() throws IOException {
        RecipientReport report = failed(new Recipient(Address.parse("bob@example.net"),
                Map.of("ORCPT", "rfc822;a+0D+0AStatus:+202.0.0")), "550 a\r\nStatus: 2.0.0\0\u2028x\r\n\r\n--=_report-4K7--");
        String text = compose(from("ann@example.org", Map.of("ENVID", "x+0AEvil: y")),
                Mail.of("Subject: --=_report-4K7\nX: \u00ff\rz\n--=_report-4K7--: x\n\nb"), report);
        assertThat(text.lines().filter(l -> l.startsWith("Status:"))).containsExactly("Status: 5.1.1");
        assertThat(text).doesNotContain("Evil").doesNotContain("Original-Recipient").doesNotContain("\0");
        assertThat(text.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
        assertThat(Mail.of(text).parts()).hasSize(3);
        assertThat(text.lines()).allMatch(l -> l.length() <= 998);
    }

    @Test
    void aFailureReturnsTheWholeMessageIfItWasAskedFor() throws IOException {
        Envelope full = from("ann@example.org", Map.of("RET", "full"));
        String text = compose(full, Mail.of("Subject: hi\n\n.\n--=_report-4K7\nbody\n"), failed("b@example.net", "no"));
        assertThat(text).contains("Content-Type: message/rfc822\r\nContent-Transfer-Encoding: 7bit\r\n\r\n"
                + "Subject: hi\r\n\r\n.\r\n--=_report-4K7\r\nbody\r\n\r\n--=_report-4K7x--\r\n");
        assertThat(compose(from("ann@example.org", Map.of("RET", "HDRS")), Mail.of("Subject: hi\n\nbody\n"),
                failed("b@example.net", "no"))).contains("text/rfc822-headers").doesNotContain("body");
        assertThat(compose(full, Mail.of("Subject: hi\n\nbody\n"), new RecipientReport(
                new Recipient(Address.parse("b@example.net")), ReportAction.DELIVERED, EnhancedCode.parse("2.0.0"), "")))
                .contains("text/rfc822-headers", "Action: delivered").doesNotContain("body");
    }

    @Test
    void whatAPartCannotHoldIsReturnedAsItsHeader() throws IOException {
        Envelope full = from("ann@example.org", Map.of("RET", "FULL"));
        for (String body : List.of("\u00e9", "\0", "a\rb", "x".repeat(999), "x\n".repeat(100_000))) {
            assertThat(compose(full, Mail.of("Subject: hi\n\nbody " + body), failed("b@example.net", "no")))
                    .contains("text/rfc822-headers").doesNotContain("body");
        }
        assertThat(compose(full, Mail.of("Subject: hi\n\n" + "x".repeat(998) + "\n"), failed("b@example.net", "no")))
                .contains("message/rfc822");
    }

    @Test
    void originalEnvelopeIsNamedAsItWasGiven() throws IOException {
        String text = compose(from("ann@example.org", Map.of("ENVID", "id+2B1")), Mail.of("\n"),
                failed(new Recipient(Address.parse("bob@example.net"), Map.of("ORCPT", "rfc822;b+2Bx@example.net")), ""));
        assertThat(text).contains("\r\nOriginal-Envelope-Id: id+1\r\n")
                .contains("\r\nOriginal-Recipient: rfc822;b+x@example.net\r\n").doesNotContain("Diagnostic-Code");
    }

    @Test
    void onlyTheSenderMayBeOutsideAscii() throws IOException {
        String text = compose(from("ann@example.org", Map.of()), Mail.of("Subject: \u00e9\n\n"),
                failed("j\u00f6rg@b\u00fccher.example", "550 \u00fc"));
        assertThat(text).matches("\\p{ASCII}*");
        assertThat(text).contains("Final-Recipient: utf-8; j\\x{F6}rg@xn--bcher-kva.example\r\n").contains("Subject: =E9");
        assertThat(compose(from("\u00e4@example.org", Map.of()), Mail.of("\n"), failed("b@example.net", "")))
                .contains("To: <\u00e4@example.org>");
    }

    @Test
    void headerIsCutAtAWholeLineWithin64KB() throws IOException {
        String text = compose(from("ann@example.org", Map.of()), Mail.of("X: 1234567\n".repeat(9_000) + "\nb"),
                failed("b@example.net", ""));
        String cut = Mail.contents(Mail.of(text)).get(2);
        assertThat(cut).hasSize(64 * 1024 / 12 * 12).endsWith("X: 1234567\r\n");
    }

    @Test
    void delayAndSuccessSaySo() throws IOException {
        Recipient bob = new Recipient(Address.parse("bob@example.net"));
        String delayed = compose(
                new RecipientReport(bob, ReportAction.DELAYED, EnhancedCode.parse("4.4.1"), "no answer"));
        assertThat(delayed).contains("Subject: Mail is delayed", "Action: delayed", "Delivery is still being tried");
        String done = compose(new RecipientReport(bob, ReportAction.DELIVERED, EnhancedCode.parse("2.0.0"), ""));
        assertThat(done).contains("Subject: Mail was delivered", "Action: delivered");
    }

    @Test
    void untilWhenItWasWantedIsTold() throws IOException {
        assertThat(compose(from("ann@example.org", Map.of("BY", "3600;R", "ENVID", "q")), Mail.of("A: b\n\n"),
                failed("b@example.net", ""))).contains("Original-Envelope-Id: q\r\nReporting-MTA: dns; mx.example.org\r\n"
                        + "Arrival-Date: Sat, 21 Nov 2026 08:00:00 +0000\r\n"
                        + "Deliver-By-Date: Sat, 21 Nov 2026 09:00:00 +0000\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"HOLDFOR | 3600 | for;3600", "HOLDUNTIL | 2026-11-21T09:00:00+01:00 | until;2026-11-21T09:00:00+01:00",
        "HOLDFOR | soon |", "HOLDUNTIL | 2026-13-01T00:00:00Z |", "BY | 60;R |"})
    void howLongItWasToBeHeldIsTold(String keyword, String value, String told) throws IOException {
        String report = compose(from("ann@example.org", Map.of(keyword, value)), Mail.of("A: b\n\n"), failed("b@example.net", ""));
        assertThat(report.lines().filter(line -> line.startsWith("Future-Release-Request: ")).toList())
                .isEqualTo(told == null ? List.of() : List.of("Future-Release-Request: " + told));
    }

    @Test
    void thereIsNoReportToNobodyOrAboutNobody() {
        Envelope empty = new Envelope(Optional.empty(), List.of(new Recipient(Address.parse("b@example.net"))));
        assertThatThrownBy(() -> compose(empty, Mail.of("\n"), failed("b@example.net", "")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> compose()).isInstanceOf(IllegalArgumentException.class);
    }
}
