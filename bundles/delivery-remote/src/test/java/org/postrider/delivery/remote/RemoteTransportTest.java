package org.postrider.delivery.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.dns.Answer.Status;
import org.postrider.api.dns.MxRecord;
import org.postrider.testing.config.Configured;
import org.postrider.testing.sink.Received;
import org.postrider.testing.sink.SmtpSink;

@Timeout(60)
class RemoteTransportTest {
    private final SmtpSink sink = new SmtpSink();
    private final RemoteBench bench = new RemoteBench();
    private final InetAddress loopback = InetAddress.getLoopbackAddress();

    @AfterEach
    void close() {
        sink.close();
    }

    @Test
    void handsAMessageToAServerWithPipelining() throws IOException {
        Map<String, Outcome> outcomes = bench.deliver(sink.destination(), "me@here.test", RemoteBench.TEXT,
                "a@there.test", "b@there.test");

        assertThat(outcomes.values()).allMatch(Outcome.Delivered.class::isInstance).hasSize(2);
        assertThat(outcomes.get("a@there.test").reply()).hasToString("250 2.0.0 Taken");
        Received received = sink.messages().get(0);
        assertThat(received.mail()).isEqualTo("MAIL FROM:<me@here.test> SIZE=" + RemoteBench.TEXT.length());
        assertThat(received.recipients()).containsExactly("RCPT TO:<a@there.test>", "RCPT TO:<b@there.test>");
        assertThat(received.content()).isEqualTo(RemoteBench.TEXT);
        assertThat(received.raw()).contains("\r\n..dot\r\n");
        assertThat(sink.commands()).startsWith("EHLO us.test");
    }

    @Test
    void handsAMessageToAServerWithoutExtensions() throws IOException {
        sink.extensions();
        sink.reply("EHLO", "502 5.5.1 What?");
        bench.deliver(sink.destination(), "", RemoteBench.TEXT, "a@there.test", "b@there.test");
        assertThat(sink.messages()).hasSize(1);
        assertThat(sink.commands()).startsWith("EHLO us.test", "HELO us.test", "MAIL FROM:<>", "RCPT TO:<a@there.test>",
                "RCPT TO:<b@there.test>", "DATA");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 513, 65_535, 65_536, 65_537, 3_000_000})
    void everySizeArrivesAsItWasSent(int size) throws IOException {
        StringBuilder text = new StringBuilder(size);
        while (text.length() + 2 < size) {
            text.append(".".repeat(Math.min(70, size - text.length() - 2))).append("\r\n");
        }
        bench.config("blockTimeout", "1m").config("finalTimeout", "1m");
        bench.deliver(sink.destination(), "me@here.test", text.toString(), "a@there.test");
        assertThat(sink.messages().get(0).content()).isEqualTo(text.toString());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachRecipientHasItsOwnOutcome(boolean pipelining) throws IOException {
        sink.extensions(pipelining ? new String[] {"PIPELINING"} : new String[0])
                .reply("RCPT TO:<no@", "550-5.1.1 Sorry\r\n550 5.1.1 no such user")
                .reply("RCPT TO:<full@", "452 4.2.2 Full");
        Map<String, Outcome> outcomes = bench.deliver(sink.destination(), "me@here.test", RemoteBench.TEXT,
                "no@there.test", "yes@there.test", "full@there.test");
        assertThat(outcomes.get("no@there.test")).isInstanceOf(Outcome.Failed.class);
        assertThat(outcomes.get("no@there.test").reply()).hasToString("550 5.1.1 Sorry no such user");
        assertThat(outcomes.get("full@there.test")).isInstanceOf(Outcome.Deferred.class);
        assertThat(outcomes.get("yes@there.test")).isInstanceOf(Outcome.Delivered.class);
        assertThat(sink.messages().get(0).recipients()).containsExactly("RCPT TO:<yes@there.test>");
    }

    @ParameterizedTest
    @CsvSource({"true,MAIL", "false,MAIL", "true,RCPT", "false,RCPT", "true,DATA", "false,DATA", "true,.", "false,."})
    void aRefusalAtAnyStepIsTheOutcome(boolean pipelining, String step) throws IOException {
        sink.extensions(pipelining ? new String[] {"PIPELINING"} : new String[0]);
        sink.reply(step, "554 5.7.1 Never");
        assertThat(bench.reply(sink.destination())).isEqualTo("554 5.7.1 Never");
        sink.reply(step, "450 4.7.1 Later");
        assertThat(bench.reply(sink.destination())).isEqualTo("450 4.7.1 Later");
        sink.reply(step, "421 4.3.2 Leaving");
        assertThat(bench.reply(sink.destination())).isEqualTo("421 4.3.2 Leaving");
        assertThat(sink.messages()).isEmpty();
    }

    @Test
    void aServerThatTakesTheMessageForNobodyGetsAnEmptyOne() throws IOException {
        sink.reply("RCPT", "550 5.1.1 No");
        assertThat(bench.reply(sink.destination())).isEqualTo("550 5.1.1 No");
        assertThat(sink.commands()).contains("DATA"); // it was pipelined
    }

    @Test
    void aThousandRecipients() throws IOException {
        String[] all = IntStream.range(0, 1_000).mapToObj(i -> "u" + i + "@there.test").toArray(String[]::new);
        sink.temporaryFailures(20);
        Map<String, Outcome> outcomes = bench.deliver(sink.destination(), "me@here.test", RemoteBench.TEXT, all);
        assertThat(outcomes).hasSize(1_000);
        assertThat(outcomes.values().stream().filter(Outcome.Deferred.class::isInstance)).hasSize(200);
        assertThat(sink.messages().get(0).recipients()).hasSize(800);
    }

    @Test
    void aMessageThatIsTooLargeIsNotOffered() throws IOException {
        sink.extensions("SIZE 20");
        assertThat(bench.reply(sink.destination())).startsWith("552 5.3.4");
        assertThat(sink.commands()).noneMatch(c -> c.startsWith("MAIL"));
    }

    @Test
    void whatMustNotLeaveInClearTextDoesNotLeave() throws IOException {
        bench.parameters = Map.of("REQUIRETLS", "");
        sink.extensions("REQUIRETLS");
        assertThat(bench.reply(sink.destination())).startsWith("550 5.7.30");
        assertThat(sink.commands()).noneMatch(c -> c.startsWith("MAIL"));
    }

    @Test
    void eightBitContentNeedsAServerThatTakesIt() throws IOException {
        bench.parameters = Map.of("BODY", "8BITMIME");
        sink.extensions();
        assertThat(bench.reply(sink.destination())).startsWith("250"); // declared, and not there
        assertThat(bench.deliver(sink.destination(), "me@here.test", "a: b\r\n\r\n\u00fc\r\n", "joe@there.test")
                .get("joe@there.test").reply().toString()).startsWith("554 5.6.3");
        sink.extensions("8BITMIME");
        assertThat(bench.reply(sink.destination())).startsWith("250");
        assertThat(sink.messages().get(1).mail()).endsWith(" BODY=8BITMIME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\r", "a\0b", "LONG"})
    void binaryContentIsNotPassedOn(String body) throws IOException {
        bench.parameters = Map.of("BODY", "BINARYMIME");
        sink.extensions("8BITMIME", "CHUNKING", "BINARYMIME");
        String text = "a: b\r\n\r\n" + body.replace("LONG", "x".repeat(999)) + "\r\n";
        assertThat(bench.deliver(sink.destination(), "me@here.test", text, "joe@there.test")
                .get("joe@there.test").reply().toString()).startsWith("554 5.6.3");
        assertThat(sink.commands()).noneMatch(c -> c.startsWith("MAIL"));
    }

    @Test
    void whatWasDeclaredBinaryAndHasLinesIsPassedOn() throws IOException {
        bench.parameters = Map.of("BODY", "BINARYMIME");
        String text = "a: b\r\n\r\n\u00fc" + "x".repeat(996) + "\r\n";
        sink.extensions("8BITMIME");
        assertThat(bench.deliver(sink.destination(), "me@here.test", text, "joe@there.test")
                .get("joe@there.test")).isInstanceOf(Outcome.Delivered.class);
        assertThat(sink.messages().get(0).mail()).endsWith(" BODY=8BITMIME");
        sink.extensions();
        assertThat(bench.deliver(sink.destination(), "me@here.test", text, "joe@there.test")
                .get("joe@there.test").reply().toString()).startsWith("554 5.6.3");
    }

    @Test
    void addressesAndHeadersOutsideAsciiNeedAServerThatTakesThem() throws IOException {
        sink.extensions();
        Map<String, Outcome> outcomes = bench.deliver(sink.destination(), "me@here.test", RemoteBench.TEXT,
                "jörg@there.test", "joe@müller.test");
        assertThat(outcomes.get("jörg@there.test").reply().toString()).startsWith("553 5.6.7");
        assertThat(outcomes.get("joe@xn--mller-kva.test")).isInstanceOf(Outcome.Delivered.class);
        assertThat(sink.messages().get(0).recipients()).containsExactly("RCPT TO:<joe@xn--mller-kva.test>");

        bench.parameters = Map.of("SMTPUTF8", "");
        assertThat(bench.deliver(sink.destination(), "me@here.test", "Subject: \u00fc\r\n\r\n", "a@there.test")
                .get("a@there.test").reply().toString()).startsWith("554 5.6.7");
        sink.extensions("SMTPUTF8");
        bench.deliver(sink.destination(), "mé@here.test", "Subject: \u00fc\r\n\r\n", "jörg@there.test");
        assertThat(utf8(sink.messages().get(1).mail())).isEqualTo("MAIL FROM:<mé@here.test> SMTPUTF8");
    }

    private static String utf8(String octets) {
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Test
    void exchangersAreTriedInOrderUntilOneTalks() throws IOException {
        bench.config("port", sink.port())
                .mx("there.test", Status.FOUND, new MxRecord(1, "none.test"), new MxRecord(2, "down.test"),
                        new MxRecord(3, "up.test"))
                .host("down.test", Status.FOUND, InetAddress.getByName("127.0.0.77"))
                .host("up.test", Status.FOUND, loopback);
        assertThat(bench.reply("there.test")).startsWith("250");
    }

    @Test
    void anExchangerThatRefusesToTalkIsPassedOver() throws IOException {
        InetAddress other = InetAddress.getByName("127.0.0.78");
        try (SmtpSink busy = new SmtpSink(new java.net.InetSocketAddress(other, sink.port()))) {
            bench.config("port", sink.port())
                    .mx("there.test", Status.FOUND, new MxRecord(1, "busy.test"), new MxRecord(2, "up.test"))
                    .host("busy.test", Status.FOUND, other).host("up.test", Status.FOUND, loopback);
            busy.reply("CONNECT", "554 5.3.2 No service");
            assertThat(bench.reply("there.test")).startsWith("250");
            sink.reply("CONNECT", "421 4.3.2 Full");
            assertThat(bench.reply("there.test")).isEqualTo("421 4.3.2 Full");
            sink.reply("CONNECT", "554 5.3.2 Nor here");
            assertThat(bench.reply("there.test")).startsWith("554 5.3.2");
            busy.reply("CONNECT", "521 5.3.2 No mail here"); // RFC 7504 3
            sink.reply("CONNECT", "521 5.3.2 Nor here");
            assertThat(bench.reply("there.test")).startsWith("521 5.3.2");
        }
    }

    @Test
    void withoutExchangersTheDomainItselfIsTheServer() throws IOException {
        bench.config("port", sink.port()).mx("there.test", Status.NO_DATA).host("there.test", Status.FOUND, loopback);
        assertThat(bench.reply("there.test")).startsWith("250");
    }

    @Test
    void whatTheDnsSaysForGoodFailsAndWhatItDoesNotSayDefers() throws IOException {
        bench.mx("nomail.test", Status.FOUND, new MxRecord(0, ""))
                .mx("dns.test", Status.FAILED)
                .mx("self.test", Status.FOUND, new MxRecord(5, "us.test"), new MxRecord(9, "later.test"))
                .mx("half.test", Status.FOUND, new MxRecord(5, "a.test"), new MxRecord(9, "b.test"))
                .host("b.test", Status.FAILED)
                .mx("empty.test", Status.FOUND, new MxRecord(5, "a.test"));
        assertThat(bench.reply("nomail.test")).startsWith("556 5.1.10");
        assertThat(bench.reply("nowhere.test")).startsWith("550 5.1.2");
        assertThat(bench.reply("dns.test")).startsWith("451 4.4.3");
        assertThat(bench.reply("self.test")).startsWith("554 5.4.6");
        assertThat(bench.reply("half.test")).startsWith("451 4.4.3");
        assertThat(bench.reply("empty.test")).startsWith("550 5.4.4");
    }

    @Test
    void aServerThatCannotBeReachedIsAnException() throws IOException {
        try (Socket silent = new Socket()) { // the port is ours, and nobody listens there
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            assertThatThrownBy(() -> bench.reply("127.0.0.1:" + silent.getLocalPort())).isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1").hasMessageContaining("refused");
        }
    }

    @ParameterizedTest
    @CsvSource({"there.test,there.test,true,-1", "mail.test:26,mail.test,false,26", "[mail.test]:26,mail.test,false,26",
        "[192.0.2.1],192.0.2.1,false,-1", "[IPv6:2001:db8::1],IPv6:2001:db8::1,false,-1", "[::1]:26,::1,false,26"})
    void destinations(String text, String host, boolean exchangers, int port) {
        Target target = Target.of(text);
        assertThat(target.host()).isEqualTo(host);
        assertThat(target.exchangers()).isEqualTo(exchangers);
        assertThat(target.port().orElse(-1)).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b:c", "[a", "host:0", "host:65536", "[]"})
    void aRouteThatCannotBeReadWaits(String destination) throws IOException {
        assertThat(bench.reply(destination)).startsWith("451 4.3.5");
    }

    @ParameterizedTest
    @CsvSource({"connectTimeout,1x,a time is a number", "finalTimeout,2h,allowed is 10ms to 1h",
        "bindAddress,localhost,must be an IP address", "hostname,a b,not allowed in a domain"})
    void refusesABadConfigurationInWords(String key, String value, String says) {
        bench.config(key, value);
        assertThatThrownBy(bench::transport).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key + " = " + value).hasMessageContaining(says);
    }

    @Test
    void aBadChangeChangesNothing() throws IOException {
        RemoteTransport transport = bench.transport();
        transport.modified(Configured.with(RemoteConfig.class, Map.of("hostname", "new.test", "finalTimeout", "soon")));
        assertThat(bench.deliver(transport, sink.destination(), "me@here.test", RemoteBench.TEXT, "joe@there.test"))
                .hasSize(1);
        transport.modified(Configured.with(RemoteConfig.class, Map.of("hostname", "new.test")));
        bench.deliver(transport, sink.destination(), "me@here.test", RemoteBench.TEXT, "joe@there.test");
        assertThat(sink.commands()).filteredOn(c -> c.startsWith("EHLO")).containsExactly("EHLO us.test", "EHLO new.test");
    }

    @Test
    void connectsFromTheConfiguredAddress() throws IOException {
        bench.config("bindAddress", "127.0.0.5");
        assertThat(bench.reply(sink.destination())).startsWith("250");
    }
}
