package org.postrider.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.smtp.Reply;

/** Clients that speak for others: XCLIENT and XFORWARD. */
class SpokesmanTest {

    private final Client client = new Client();

    private Client spokesman() {
        client.backend.speaksForOthers = true;
        client.open().say("EHLO c").codes();
        client.backend.calls.clear();
        return client;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            XCLIENT ADDR=192.0.2.1                             | standIn ADDR=192.0.2.1
            xclient addr=IPV6:2001:db8::1 port=25 NAME=a.b-c_d | standIn NAME=a.b-c_d ADDR=IPV6:2001:db8::1 PORT=25
            XCLIENT ADDR=[UNAVAILABLE] NAME=[TEMPUNAVAIL]      | standIn NAME=[UNAVAILABLE] ADDR=[UNAVAILABLE]
            XCLIENT HELO=a+2Bb+3Dc PROTO=esmtp                 | standIn PROTO=esmtp HELO=a+b=c
            XCLIENT LOGIN=joe@example.org                      | standIn LOGIN=joe@example.org
            XCLIENT DESTADDR=127.0.0.1 DESTPORT=65535          | standIn DESTADDR=127.0.0.1 DESTPORT=65535
            XCLIENT HELO=$1\\b                                 | standIn HELO=$1\\b
            """)
    void xclientTellsTheBackendAndGreetsAnew(String line, String told) {
        assertThat(spokesman().say(line).codes()).containsExactly("220");
        assertThat(client.backend.calls).containsExactly(told);
        boolean named = line.contains("HELO");
        assertThat(client.say("MAIL FROM:<>").codes()).containsExactly(named ? "250 2.1.0" : "503 5.5.1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            XFORWARD NAME=a.b ADDR=192.0.2.1 PORT=1 HELO=x   | forwarded NAME=a.b ADDR=192.0.2.1 PORT=1 HELO=x
            XFORWARD PROTO=BSMTP IDENT=4F2A SOURCE=LOCAL     | forwarded PROTO=BSMTP IDENT=4F2A SOURCE=LOCAL
            """)
    void xforwardTellsTheBackendAndChangesNothing(String line, String told) {
        assertThat(spokesman().say(line, "MAIL FROM:<>").codes()).containsExactly("250 2.0.0", "250 2.1.0");
        assertThat(client.backend.calls).containsExactly(told, "mail");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "XCLIENT", "XCLIENT ", "XCLIENT ADDR", "XCLIENT ADDR=", "XCLIENT =1", "XCLIENT ADDR=192.0.2.1  PORT=1",
        "XCLIENT ADDR=192.0.2.256", "XCLIENT ADDR=192.0.2.1/32", "XCLIENT ADDR=localhost", "XCLIENT ADDR=2001:db8::1",
        "XCLIENT ADDR=IPV6:192.0.2.1", "XCLIENT ADDR=IPV6:fe80::1%eth0", "XCLIENT ADDR=[192.0.2.1]", "XCLIENT PORT=65536",
        "XCLIENT PORT=01", "XCLIENT PROTO=LMTP", "XCLIENT LOGIN=joe", "XCLIENT SOURCE=LOCAL", "XCLIENT FOO=bar",
        "XCLIENT PORT=1 PORT=1", "XCLIENT NAME=a+0Ab", "XCLIENT HELO=a+0D+0AMAIL", "XCLIENT HELO=a+20b", "XCLIENT HELO=a+00",
        "XCLIENT HELO=a+7F", "XCLIENT HELO=a+C3+BC", "XCLIENT HELO=a+2b", "XCLIENT HELO=a+", "XCLIENT HELO=a=b",
        "XCLIENT HELO=\u00fc", "XCLIENT NAME=a(b)", "XCLIENT NAME=<a>",
        "XFORWARD LOGIN=joe@example.org", "XFORWARD SOURCE=here", "XFORWARD IDENT=a+0Ab", "XFORWARD"})
    void whatIsNotOfTheFormIsRefusedAndChangesNothing(String line) {
        assertThat(spokesman().say(line).codes()).containsExactly("501 5.5.4");
        assertThat(client.say("MAIL FROM:<>").codes()).containsExactly("250 2.1.0");
        assertThat(client.backend.calls).containsExactly("mail");
    }

    @Test
    void nobodyElseLearnsOfThem() {
        client.open().say("EHLO c");
        assertThat(client.codes()).containsExactly("220", "250");
        assertThat(client.say("XCLIENT ADDR=192.0.2.1").codes()).containsExactly("502 5.5.1");
        assertThat(client.say("XFORWARD ADDR=192.0.2.1").codes()).containsExactly("502 5.5.1");
        assertThat(client.backend.calls).containsExactly("connect", "helo");
    }

    @Test
    void notInATransaction() {
        spokesman().say("MAIL FROM:<>").codes();
        assertThat(client.say("XCLIENT ADDR=192.0.2.1").codes()).containsExactly("503 5.5.1");
        assertThat(client.say("XFORWARD ADDR=192.0.2.1").codes()).containsExactly("503 5.5.1");
        assertThat(client.say("RCPT TO:<a@b>").codes()).containsExactly("250 2.1.5");
    }

    @Test
    void clientThatIsRefusedIsNotGreeted() {
        spokesman().backend.answer("standIn ADDR=192.0.2.1", Answer.of(Reply.of(554, "5.7.1", "No")));
        assertThat(client.say("XCLIENT ADDR=192.0.2.1").codes()).containsExactly("554 5.7.1");
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void whatIsSentWithXclientIsSentTooEarly() {
        assertThat(spokesman().say("XCLIENT ADDR=192.0.2.1", "EHLO d").codes()).containsExactly("554 5.5.0");
        assertThat(client.isClosed()).isTrue();
    }

    /** P8: whatever comes, no value ends a line, separates words, or acts on a terminal. */
    @Test
    void noValueHoldsAnythingButPrintableAscii() {
        Random random = new Random(8);
        List<ClientAttribute> attributes = List.of(ClientAttribute.values());
        int taken = 0;
        for (int i = 0; i < 10_000; i++) {
            ClientAttribute attribute = attributes.get(random.nextInt(attributes.size()));
            boolean forward = random.nextBoolean();
            try {
                ClientAttributes said = ClientAttributes.parse(attribute + "=" + value(random),
                        forward ? ClientAttribute.XFORWARD : ClientAttribute.XCLIENT);
                assertThat(said.text(attribute).orElse("")).matches("[!-~]*");
                taken++;
            } catch (SyntaxFault e) {
                assertThat(e.reply().code()).isEqualTo(501);
            }
        }
        System.out.println("XCLIENT, XFORWARD: 10000 random values, " + taken + " taken, none with a control character");
        assertThat(taken).isPositive();
    }

    private static String value(Random random) {
        StringBuilder value = new StringBuilder();
        int length = 1 + random.nextInt(6);
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(4)) {
                case 0 -> value.append(String.format("+%02X", random.nextInt(256)));
                case 1 -> value.append((char) random.nextInt(256));
                default -> value.append((char) ('a' + random.nextInt(26)));
            }
        }
        return value.toString();
    }
}
