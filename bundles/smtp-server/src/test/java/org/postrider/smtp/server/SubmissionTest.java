package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.api.filter.Action;
import org.postrider.api.filter.Edit;
import org.postrider.api.filter.Stage;
import org.postrider.api.message.Header;
import org.postrider.net.Network;

/** What becomes of mail that a program of a user submits. */
class SubmissionTest {

    private static final String WHOLE = "From: Joe <joe@example.org>\r\nDate: Wed, 25 Nov 2026 16:00:00 +0000\r\n"
            + "message-id:  <1@example.org>\r\nSubject: a\r\n folded  line \r\nBroken\r\n";
    private static final String BODY = "\r\nBcc: is no field here\r\nDate: nor this\r\n";

    private final Server server = new Server().with("hostname", "mx.localhost").start();

    @AfterEach
    void stop() {
        server.close();
    }

    /** Submits, and returns what is queued without its Received field. */
    private String submit(String message) throws Exception {
        send("joe@example.org", message, "250 2.0.0 Queued");
        String queued = new String(server.spool.bytes(server.spool.messages().get(0).id()), StandardCharsets.UTF_8);
        return queued.substring(queued.indexOf("+0000\r\n") + 7);
    }

    private void send(String sender, String message, String reply) throws Exception {
        server.role = "submission";
        server.relayNetworks = Network.LOOPBACK;
        try (Talk talk = server.greeted()) {
            talk.ask("MAIL FROM:<" + sender + ">", "250");
            talk.ask("RCPT TO:<postmaster@localhost>", "250");
            talk.ask("DATA", "354");
            assertThat(talk.ask(message + ".", reply)).contains(reply.startsWith("5") ? "(id " : "Queued");
        }
    }

    @Test
    void whatIsMissingIsAdded() throws Exception {
        assertThat(submit("Subject: hello\r\n" + BODY)).matches("(?s)From: joe@example\\.org\r\n"
                + "Date: \\w{3}, \\d{1,2} \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d \\+0000\r\n"
                + "Message-ID: <[0-9A-Za-z.-]+@mx\\.localhost>\r\nSubject: hello\r\n\r\nBcc: is no field.*nor this\r\n");
    }

    @Test
    void whatIsThereStaysAsItIs() throws Exception {
        assertThat(submit(WHOLE + BODY)).isEqualTo(WHOLE + BODY);
    }

    @Test
    void blindCopiesAndReturnPathsAreRemoved() throws Exception {
        assertThat(submit("bcc: secret@example.org,\r\n more@example.org\r\n" + WHOLE
                + "Resent-Bcc: x@example.org\r\nBcc : y@example.org\r\nReturn-Path: <z@example.org>\r\n" + BODY))
                .isEqualTo(WHOLE + BODY);
    }

    @Test
    void severalAuthorsHaveASender() throws Exception {
        String submitted = WHOLE.replace("From: Joe <", "From: Ann <ann@example.org>, Joe <");
        assertThat(submit(submitted + BODY)).isEqualTo("Sender: joe@example.org\r\n" + submitted + BODY);
    }

    @Test
    void aSenderThatIsThereIsLeftAlone() throws Exception {
        String submitted = "Sender: ann@example.org\r\n" + WHOLE.replace("From: Joe <", "From: Ann <ann@example.org>, Joe <");
        assertThat(submit(submitted + BODY)).isEqualTo(submitted + BODY);
    }

    @Test
    void aMessageWithoutAHeaderGetsOne() throws Exception {
        assertThat(submit("")).startsWith("From: joe@example.org\r\nDate: ").endsWith("@mx.localhost>\r\n\r\n");
    }

    @Test
    void aReportHasNoAuthorToAdd() throws Exception {
        send("", "Subject: read\r\n\r\n", "250");
        assertThat(new String(server.spool.bytes(server.spool.messages().get(0).id()), StandardCharsets.UTF_8))
                .doesNotContain("\r\nFrom:").contains("\r\nDate: ");
    }

    @Test
    void filtersEditTheCompletedHeader() throws Exception {
        server.filters.on(Stage.MESSAGE, new Action.Pass(), new Edit.AddHeader(new Header("X-Seen", "yes")),
                new Edit.RemoveHeader("Message-ID"));
        assertThat(submit("Bcc: b@example.org\r\nSubject: hello\r\n\r\nx\r\n"))
                .matches("X-Seen: yes\r\nFrom: joe@example.org\r\nDate: [^\r]*\r\nSubject: hello\r\n\r\nx\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            From: a@b.org\\From: c@d.org | 550 5.6.0 A message has one From field, not 2 (id
            From: a                      | 550 5.6.0 From is not a list of addresses (id
            From: nobody:;               | 550 5.6.0 From has 0 addresses (id
            Sender: a@b.org, c@d.org     | 550 5.6.0 Sender has 2 addresses (id
            """)
    void nobodyIsLeftInDoubtWhoSends(String fields, String reply) throws Exception {
        send("joe@example.org", fields.replace("\\", "\r\n") + "\r\n\r\n", reply);
        assertThat(server.spool.messages()).isEmpty();
        assertThat(server.spool.openDrafts()).isZero();
    }

    @Test
    void aHeaderLeavesRoomForWhatIsAdded() throws Exception {
        server.filters.on(Stage.MESSAGE, new Action.Pass(), new Edit.AddHeader(new Header("X-Seen", "yes")));
        String lines = ("X: " + "x".repeat(995) + "\r\n").repeat(100);
        send("joe@example.org", lines + "Y: " + "y".repeat(345) + "\r\n\r\n", "250 2.0.0 Queued");
        send("joe@example.org", lines + "Y: " + "y".repeat(346) + "\r\n\r\n", "550 5.6.0 The header of a submitted");
        send("joe@example.org", "From: " + "a@b.org,\r\n ".repeat(101) + "\r\n\r\n", "550 5.6.0 From has 101 addresses");
    }

    @Test
    void mailFromOtherServersIsNotTouched() throws Exception {
        String relayed = "Bcc: b@example.org\r\nFrom: a\r\n\r\n";
        server.relayNetworks = List.of();
        try (Talk talk = server.greeted()) {
            talk.begin().ask(relayed + ".", "250");
        }
        assertThat(new String(server.spool.bytes(server.spool.messages().get(0).id()), StandardCharsets.UTF_8))
                .endsWith("+0000\r\n" + relayed);
    }
}
