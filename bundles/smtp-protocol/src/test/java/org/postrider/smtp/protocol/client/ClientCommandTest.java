package org.postrider.smtp.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.postrider.api.message.Address;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Recipient;

class ClientCommandTest {
    private static final Capabilities ALL = new Capabilities(
            Map.of("SIZE", "", "8BITMIME", "", "SMTPUTF8", "", "DSN", "", "PIPELINING", ""));

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }

    private static Envelope envelope(String sender, Map<String, String> parameters) {
        return new Envelope(sender.isEmpty() ? Optional.empty() : Optional.of(Address.parse(sender)), List.of(),
                parameters);
    }

    @Test
    void mail() {
        assertThat(text(ClientCommand.mail(envelope("", Map.of()), 5, Capabilities.NONE, false)))
                .isEqualTo("MAIL FROM:<>\r\n");
        assertThat(text(ClientCommand.mail(envelope("\"a b\"@x.test",
                Map.of("BODY", "8BITMIME", "ENVID", "q+2B1", "RET", "HDRS")), 5, ALL, true)))
                .isEqualTo("MAIL FROM:<\"a b\"@x.test> SIZE=5 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=q+2B1\r\n");
        assertThat(text(ClientCommand.mail(envelope("a@x.test", Map.of("BODY", "8BITMIME", "ENVID", "q")), 5,
                Capabilities.NONE, false))).isEqualTo("MAIL FROM:<a@x.test>\r\n");
        Capabilities timed = new Capabilities(Map.of("DELIVERBY", "", "MT-PRIORITY", ""));
        Map<String, String> terms = Map.of("BY", "60;R", "MT-PRIORITY", "4", "HOLDFOR", "5");
        assertThat(text(ClientCommand.mail(envelope("a@x.test", terms), 5, timed, false)))
                .isEqualTo("MAIL FROM:<a@x.test> BY=60;R MT-PRIORITY=4\r\n");
    }

    @Test
    void rcpt() {
        Recipient recipient = new Recipient(Address.parse("b@y.test"),
                Map.of("NOTIFY", "NEVER", "ORCPT", "rfc822;b@y.test"));
        assertThat(text(ClientCommand.rcpt(recipient, ALL)))
                .isEqualTo("RCPT TO:<b@y.test> NOTIFY=NEVER ORCPT=rfc822;b@y.test\r\n");
        assertThat(text(ClientCommand.rcpt(recipient, Capabilities.NONE))).isEqualTo("RCPT TO:<b@y.test>\r\n");
    }

    @Test
    void aDomainOutsideAsciiIsSentAsALabels() {
        Recipient recipient = new Recipient(Address.parse("joe@müller.test"));
        assertThat(text(ClientCommand.rcpt(recipient, ALL))).isEqualTo("RCPT TO:<joe@xn--mller-kva.test>\r\n");
        assertThat(ClientCommand.needsUtf8(recipient.address())).isFalse();
        assertThat(ClientCommand.needsUtf8(Address.parse("jörg@x.test"))).isTrue();
    }

    @Test
    void noParameterCanEndALineOrAddAnother() {
        Random random = new Random(11);
        String alphabet = "a+0A\r\n\0 =<>;\u00e9\u0085\u2028";
        for (int run = 0; run < 10_000; run++) {
            StringBuilder value = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                value.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String v = value.toString();
            String mail = text(ClientCommand.mail(envelope("a@x.test", Map.of("ENVID", v, "RET", v)), 1, ALL, false));
            String rcpt = text(ClientCommand.rcpt(
                    new Recipient(Address.parse("b@y.test"), Map.of("ORCPT", v, "NOTIFY", v)), ALL));
            assertThat(mail).matches("MAIL FROM:<a@x.test> SIZE=1( RET=[!-<>-~]+ ENVID=[!-<>-~]+)?\r\n");
            assertThat(rcpt).matches("RCPT TO:<b@y.test>( NOTIFY=[!-<>-~]+ ORCPT=[!-<>-~]+)?\r\n");
        }
    }

    @Test
    void refusesANameThatIsNone() {
        assertThatThrownBy(() -> ClientCommand.ehlo("a\r\nRSET")).isInstanceOf(IllegalArgumentException.class);
    }
}
