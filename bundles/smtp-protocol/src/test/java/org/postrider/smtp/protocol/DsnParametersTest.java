package org.postrider.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DsnParametersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MAIL FROM:<a@b> RET=FULL                             | 250 2.1.0
            MAIL FROM:<a@b> RET=hdrs ENVID=QQ314159              | 250 2.1.0
            MAIL FROM:<a@b> ENVID=a+2Bb+20c                      | 250 2.1.0
            MAIL FROM:<a@b> RET                                  | 501 5.5.4
            MAIL FROM:<a@b> RET=BODY                             | 501 5.5.4
            MAIL FROM:<a@b> RET=FULL RET=FULL                    | 501 5.5.4
            MAIL FROM:<a@b> ENVID                                | 501 5.5.4
            MAIL FROM:<a@b> ENVID=a+0A                           | 501 5.5.4
            MAIL FROM:<a@b> ENVID=a+0D+0AX                       | 501 5.5.4
            MAIL FROM:<a@b> ENVID=a+00                           | 501 5.5.4
            MAIL FROM:<a@b> ENVID=a+7F                           | 501 5.5.4
            MAIL FROM:<a@b> ENVID=a+E9                           | 501 5.5.4
            MAIL FROM:<a@b> ENVID=a+2b                           | 501 5.5.4
            MAIL FROM:<a@b> ENVID=a+2                            | 501 5.5.4
            MAIL FROM:<a@b> ENVID=a+                             | 501 5.5.4
            MAIL FROM:<a@b> ENVID=a+2G                           | 501 5.5.4
            MAIL FROM:<a@b> ENVID=é                              | 501 5.5.4
            MAIL FROM:<a@b> NOTIFY=NEVER                         | 555 5.5.4
            RCPT TO:<c@d> NOTIFY=NEVER                           | 250 2.1.5
            RCPT TO:<c@d> NOTIFY=success,FAILURE,Delay           | 250 2.1.5
            RCPT TO:<c@d> NOTIFY=DELAY                           | 250 2.1.5
            RCPT TO:<c@d> NOTIFY=                                | 501 5.5.4
            RCPT TO:<c@d> NOTIFY=NEVER,FAILURE                   | 501 5.5.4
            RCPT TO:<c@d> NOTIFY=FAILURE,FAILURE                 | 501 5.5.4
            RCPT TO:<c@d> NOTIFY=FAILURE,                        | 501 5.5.4
            RCPT TO:<c@d> NOTIFY=,                               | 501 5.5.4
            RCPT TO:<c@d> NOTIFY=ALWAYS                          | 501 5.5.4
            RCPT TO:<c@d> ORCPT=rfc822;Bob+2Bx@example.com       | 250 2.1.5
            RCPT TO:<c@d> ORCPT=x400;/S=x/                       | 501 5.5.4
            RCPT TO:<c@d> ORCPT=x400;/S+3Dx/                     | 250 2.1.5
            RCPT TO:<c@d> ORCPT=utf-8;j\\x{F6}rg@example.com     | 250 2.1.5
            RCPT TO:<c@d> ORCPT=utf-8;jörg@example.com           | 501 5.5.4
            RCPT TO:<c@d> ORCPT=bob@example.com                  | 501 5.5.4
            RCPT TO:<c@d> ORCPT=;bob@example.com                 | 501 5.5.4
            RCPT TO:<c@d> ORCPT=rfc822;                          | 501 5.5.4
            RCPT TO:<c@d> ORCPT=rfc_822;bob                      | 501 5.5.4
            RCPT TO:<c@d> ORCPT=rfc822;a+0D+0AEvil:+20x          | 501 5.5.4
            RCPT TO:<c@d> ORCPT=rfc822;a ORCPT=rfc822;a          | 501 5.5.4
            RCPT TO:<c@d> RET=FULL                               | 555 5.5.4
            """)
    void eachIsReadStrictly(String line, String reply) {
        Client client = Client.greeted();
        if (line.startsWith("RCPT")) {
            client.say("MAIL FROM:<a@b>");
        }
        client.codes();
        assertThat(client.say(line).codes()).containsExactly(reply);
    }

    @Test
    void theyAreKeptAsTheyWereGiven() {
        Client client = Client.greeted().say("MAIL FROM:<a@b> ret=full",
                "RCPT TO:<c@d> NOTIFY=success,Failure ORCPT=rfc822;C+2B@d");
        assertThat(client.backend.recipients.get(0).parameters())
                .isEqualTo(Map.of("NOTIFY", "success,Failure", "ORCPT", "rfc822;C+2B@d"));
    }

    @Test
    void longOnesHaveLimits() {
        Client client = Client.greeted();
        client.codes();
        assertThat(client.say("MAIL FROM:<a@b> ENVID=" + "a".repeat(101)).codes()).containsExactly("501 5.5.4");
        assertThat(client.say("MAIL FROM:<a@b> ENVID=" + "a".repeat(100)).codes()).containsExactly("250 2.1.0");
        assertThat(client.say("RCPT TO:<c@d> ORCPT=rfc822;" + "a".repeat(494)).codes()).containsExactly("501 5.5.4");
        assertThat(client.say("RCPT TO:<c@d> ORCPT=rfc822;" + "a".repeat(493)).codes()).containsExactly("250 2.1.5");
    }

    @Test
    void utf8AddressesNeedSmtpUtf8AndShowThemselves() {
        Client client = Client.greeted().say("MAIL FROM:<a@b> SMTPUTF8");
        client.codes();
        assertThat(client.say("RCPT TO:<c@d> ORCPT=utf-8;jörg@d").codes()).containsExactly("250 2.1.5");
        assertThat(client.say("RCPT TO:<c@d> ORCPT=rfc822;jörg@d").codes()).containsExactly("501 5.5.4");
        for (String hidden : new String[] {"\u0085", "\u2028", "\u202e", "\u00a0", "\ufeff"}) {
            assertThat(client.say("RCPT TO:<c@d> ORCPT=utf-8;j" + hidden + "@d").codes()).containsExactly("501 5.5.4");
        }
    }

    @Test
    void whereDsnIsNotOfferedItsParametersAreUnknown() {
        Client client = new Client();
        client.backend.offersReports = false;
        client.open().say("EHLO c").codes();
        assertThat(client.say("MAIL FROM:<a@b> RET=FULL", "MAIL FROM:<a@b> ENVID=x", "MAIL FROM:<a@b>",
                "RCPT TO:<c@d> NOTIFY=NEVER", "RCPT TO:<c@d> ORCPT=rfc822;c@d").codes())
                .containsExactly("555 5.5.4", "555 5.5.4", "250 2.1.0", "555 5.5.4", "555 5.5.4");
    }
}
