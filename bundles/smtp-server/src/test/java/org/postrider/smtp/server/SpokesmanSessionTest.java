package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postrider.api.trace.Step;
import org.postrider.net.Network;

/** What a trusted client says of others, and what comes of it. */
class SpokesmanSessionTest {

    private final Server server = new Server();

    @AfterEach
    void stop() {
        server.close();
    }

    private Talk spokesman() throws Exception {
        server.xclientNetworks = Network.LOOPBACK;
        server.relayNetworks = List.of(Network.parse("127.0.0.0/8"), Network.parse("192.0.2.0/24"));
        return server.start().greeted();
    }

    private static String relay(Talk talk) throws Exception {
        talk.ask("MAIL FROM:<joe@example.org>", "250");
        talk.send("RCPT TO:<ann@elsewhere.test>\r\n");
        String reply = talk.expect("");
        talk.ask("RSET", "250");
        return reply;
    }

    @Test
    void whoStandsInHasTheRightsOfTheOtherOnly() throws Exception {
        try (Talk talk = spokesman()) {
            assertThat(relay(talk)).startsWith("250");
            talk.ask("XCLIENT ADDR=198.51.100.1", "220");
            talk.ask("EHLO other.example", "250");
            assertThat(relay(talk)).startsWith("554 5.7.1");
            talk.ask("XCLIENT ADDR=192.0.2.9", "220"); // still the spokesman
            talk.ask("EHLO other.example", "250");
            assertThat(relay(talk)).startsWith("250");
            talk.ask("XCLIENT ADDR=[UNAVAILABLE]", "220");
            talk.ask("EHLO other.example", "250");
            assertThat(relay(talk)).startsWith("554 5.7.1");
            talk.ask("XCLIENT LOGIN=joe@localhost HELO=other.example PROTO=ESMTP", "220");
            assertThat(relay(talk)).startsWith("250");
            talk.ask("XCLIENT NAME=other.example", "220");
            talk.ask("EHLO other.example", "250");
            assertThat(relay(talk)).startsWith("554 5.7.1"); // logged in no more
        }
    }

    @Test
    void receivedFieldNamesTheOther() throws Exception {
        try (Talk talk = spokesman()) {
            talk.ask("XCLIENT ADDR=IPV6:2001:db8::1 NAME=other.example HELO=helo.example", "220");
            talk.mail("250");
        }
        String message = new String(server.spool.bytes(server.spool.messages().get(0).id()), StandardCharsets.UTF_8);
        assertThat(message).contains("from helo.example (other.example [IPv6:2001:db8:0:0:0:0:0:1])").contains("with SMTP ");
    }

    @Test
    void xforwardIsForTheTraceOfOneMessage() throws Exception {
        try (Talk talk = spokesman()) {
            talk.ask("XFORWARD ADDR=198.51.100.1 NAME=[UNAVAILABLE]", "250");
            talk.ask("XFORWARD IDENT=4F2A", "250");
            assertThat(relay(talk)).startsWith("250"); // it changes no rights
            talk.mail("250");
        }
        List<String> forwarded = server.traces.latest(10).stream().flatMap(trace -> trace.steps().stream())
                .map(Step::result).filter(result -> result.startsWith("forwarded")).toList();
        assertThat(forwarded).containsExactly("forwarded from NAME=[UNAVAILABLE] ADDR=198.51.100.1 IDENT=4F2A");
        assertThat(server.traces.latest(10)).hasSize(2);
    }
}
