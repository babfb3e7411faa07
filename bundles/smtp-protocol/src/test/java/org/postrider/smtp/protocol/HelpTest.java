package org.postrider.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.TlsInfo;

/** HELP names what a client can use now, and nothing else. */
class HelpTest {

    private static List<String> named(Client client) {
        Reply reply = client.say("HELP").lastReply();
        assertThat(reply.code()).isEqualTo(214);
        List<String> lines = reply.lines();
        return lines.subList(1, lines.size() - 1).stream().flatMap(line -> Arrays.stream(line.split(" "))).toList();
    }

    @Test
    void namesWhatEveryClientHas() {
        assertThat(named(new Client().open())).containsExactly(
                "EHLO", "HELO", "MAIL", "RCPT", "DATA", "BDAT", "RSET", "NOOP", "VRFY", "HELP", "QUIT");
        assertThat(named(Client.lmtp())).startsWith("LHLO", "MAIL").doesNotContain("EHLO", "HELO");
    }

    @Test
    void namesWhatThisClientHasNow() {
        Client client = Client.greeted();
        client.backend.login = new ScriptedLogin();
        client.backend.speaksForOthers = true;
        assertThat(named(client)).contains("XCLIENT", "XFORWARD").doesNotContain("AUTH");
        client.machine.secured(new TlsInfo("TLSv1.3", "TLS_AES_128_GCM_SHA256", Optional.empty(), Optional.empty(),
                Optional.empty()));
        assertThat(named(client)).contains("AUTH").doesNotContain("STARTTLS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EHLO", "HELO", "MAIL", "RCPT", "DATA", "BDAT", "RSET", "NOOP", "VRFY", "HELP", "QUIT"})
    void saysHowEachIsWritten(String verb) {
        Reply reply = Client.greeted().say("HELP " + verb.toLowerCase(java.util.Locale.ROOT)).lastReply();
        assertThat(reply.toString()).startsWith("214 2.0.0 " + verb);
        assertThat(reply.lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LHLO", "STARTTLS", "AUTH", "XCLIENT", "EXPN", "XYZZY", "MAIL RCPT", "\u00fc"})
    void whatIsNotOfferedHasNoHelp(String verb) {
        assertThat(Client.greeted().say("HELP " + verb).codes()).endsWith("504 5.5.4");
    }
}
