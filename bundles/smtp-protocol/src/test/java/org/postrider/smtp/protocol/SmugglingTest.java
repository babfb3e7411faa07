package org.postrider.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks that hide a second message behind something that other servers take for the end of data. */
class SmugglingTest {

    // the list of SMTP-Smuggling-Tools
    @ParameterizedTest
    @ValueSource(strings = {
        "\n.\n", "\n.\r", "\r.\n", "\r.\r", "\n.\r\n", "\r.\r\n", "\r\n.\n", "\r\n.\r", "\r\n.\r\r\n", "\r\r\n.\r\r\n",
        "\r\n\0.\r\n"})
    void oneMessageOrOneRefusalHoweverItIsCut(String attack) {
        String data = "Subject: outer\r\n\r\nHello." + attack
                + "MAIL FROM:<evil@example.org>\r\nRCPT TO:<c@d>\r\nDATA\r\nSubject: inner\r\n\r\nEvil.\r\n.\r\n";
        String refusal = attack.contains("\0") ? "250 2.0.0" : "550 5.6.11";
        for (int at = 1; at < data.length(); at++) {
            assertThat(replies(data, at, BareLineFeed.NORMALIZE)).as("cut at %s", at).containsExactly("250 2.0.0");
            assertThat(replies(data, at, BareLineFeed.REJECT)).as("cut at %s", at).containsExactly(refusal);
        }
    }

    private static List<String> replies(String data, int cut, BareLineFeed policy) {
        Client client = new Client(SmtpLimits.defaults(), policy).open();
        client.say("EHLO c").say("MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA").codes();
        List<String> replies = client.send(data.substring(0, cut)).send(data.substring(cut)).codes();
        assertThat(client.backend.calls.stream().filter("mail"::equals)).hasSize(1);
        assertThat(client.machine.inTransaction()).isFalse();
        assertThat(client.machine.phase()).isEqualTo(Phase.COMMAND);
        return replies;
    }
}
