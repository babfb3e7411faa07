package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.testing.peer.Place;
import org.postrider.testing.peer.RealOpendkim;
import org.postrider.testing.peer.RealPostgrey;
import org.postrider.testing.peer.RealProgram;
import org.postrider.testing.peer.RealRspamd;

/** Other people's programs as filters, each by one file that is dropped into a running server. */
class BridgesIT {

    private static final PostriderServer SERVER = PostriderServer.create("bridges");
    private static final Maildir POSTMASTER = Maildir.of(SERVER.home(), "localhost", "postmaster");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HEADER = "From: joe@example.org\r\nTo: postmaster@localhost\r\nSubject: x\r\n"
            + "Date: Thu, 26 Nov 2026 00:00:00 +0000\r\nMessage-ID: <1@example.org>\r\n\r\n";

    @TempDir
    Path home;

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void postgreyLetsInWhoComesBackOverAPort() throws Exception {
        postgreyLetsInWhoComesBack("port", Place.freePort());
    }

    @Test
    void postgreyLetsInWhoComesBackOverAUnixSocket() throws Exception {
        postgreyLetsInWhoComesBack("socket", Place.socketIn(home));
    }

    private void postgreyLetsInWhoComesBack(String name, Place place) throws Exception {
        String file = "org.postrider.filter.policy.service-" + name + ".cfg";
        String recipient = "RCPT TO:<postmaster@localhost>";
        try (RealProgram postgrey = RealPostgrey.start(home, place)) {
            install(file, "policy-" + name, "socket = " + place.postfix() + "\n");
            try (MailSession session = MailSession.open(SERVER.smtpPort())) {
                session.command("MAIL FROM:<" + name + "@example.org>");
                assertThat(session.command(recipient)).startsWith("450 4.2.0 Greylisted");
                await().atMost(PATIENCE).until(() -> session.command(recipient).startsWith("250 "));
                assertThat(session.command("DATA")).startsWith("354 ");
                assertThat(session.finish("Subject: greylisted by " + name + "\r\n\r\nx\r\n")).startsWith("250 ");
            }
            assertThat(delivered("greylisted by " + name)).startsWith("Return-Path:").contains("\r\nX-Greylist: delayed ");
        } finally {
            uninstall(file, "policy-" + name);
        }
    }

    @Test
    void opendkimSignsOverAPort() throws Exception {
        opendkimSigns("port", Place.freePort());
    }

    @Test
    void opendkimSignsOverAUnixSocket() throws Exception {
        opendkimSigns("socket", Place.socketIn(home));
    }

    private void opendkimSigns(String name, Place place) throws Exception {
        String file = "org.postrider.filter.milter-" + name + ".cfg";
        try (RealProgram opendkim = RealOpendkim.start(home, place, "127.0.0.1")) {
            install(file, "milter-" + name,
                    "socket = " + place.milter() + "\nphase = rewrite\nstages = message\n");
            assertThat(MailSession.mail(SERVER.smtpPort(), HEADER + "to be signed over a " + name + "\r\n")).startsWith("250 ");
            assertThat(delivered("to be signed over a " + name)).contains("\r\nDKIM-Signature: v=1;").contains("d=example.org");
        } finally {
            uninstall(file, "milter-" + name);
        }
    }

    @Test
    void rspamdRefusesSpam() throws Exception {
        String file = "org.postrider.filter.milter-rspamd.cfg";
        Place place = Place.freePort();
        try (RealProgram rspamd = RealRspamd.start(home, place)) {
            install(file, "milter-rspamd", "socket = " + place.milter() + "\nphase = decide\nstages = message\n");
            assertThat(MailSession.mail(SERVER.smtpPort(), HEADER + RealRspamd.GTUBE + "\r\n")).startsWith("554 5.7.1 ");
            assertThat(MailSession.mail(SERVER.smtpPort(), HEADER + "good news\r\n")).startsWith("250 ");
        } finally {
            uninstall(file, "milter-rspamd");
        }
    }

    @Test
    void anHttpHookRefusesAndChanges() throws Exception {
        String file = "org.postrider.filter.http-hook.cfg";
        HttpServer hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        hook.createContext("/", BridgesIT::answer);
        hook.start();
        try {
            install(file, "http-hook", "url = http://127.0.0.1:" + hook.getAddress().getPort() + "/hook\n.token = a-token\n");
            assertThat(MailSession.mail(SERVER.smtpPort(), HEADER + "bad words\r\n")).startsWith("550 5.6.0 No such words ");
            assertThat(MailSession.mail(SERVER.smtpPort(), HEADER + "shown to a hook\r\n")).startsWith("250 ");
            assertThat(delivered("shown to a hook")).contains("\r\nX-Hook: seen\r\n");
        } finally {
            uninstall(file, "http-hook");
            hook.stop(0);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean known = "Bearer a-token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] answer = (asked.contains("bad words")
                ? "{\"action\":\"reject\",\"response\":{\"enhancedStatus\":\"5.6.0\",\"message\":\"No such words\"}}"
                : "{\"action\":\"accept\",\"modifications\":[{\"type\":\"addHeader\",\"name\":\"X-Hook\",\"value\":\"seen\"}]}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(known ? 200 : 401, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** A bad value is named in the log, and the filter as it was goes on. */
    @Test
    void aBadSocketChangesNothing() throws Exception {
        String file = "org.postrider.filter.policy.service-kept.cfg";
        Place place = Place.freePort();
        try (RealProgram postgrey = RealPostgrey.start(home, place)) {
            install(file, "policy-kept", "socket = " + place.postfix() + "\n");
            SERVER.configure(file, "socket = 127.0.0.1\n");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(SERVER.log()).contains(file
                    + ": socket is \"127.0.0.1\"; allowed is inet:HOST:PORT or unix:/PATH with at most 107 characters;"
                    + " what was in use before stays"));
            try (MailSession session = MailSession.open(SERVER.smtpPort())) {
                session.command("MAIL FROM:<kept@example.org>");
                assertThat(session.command("RCPT TO:<postmaster@localhost>")).startsWith("450 4.2.0 Greylisted");
            }
        } finally {
            uninstall(file, "policy-kept");
        }
    }

    /** The program is there; now the server asks it. */
    private static void install(String file, String filter, String settings) {
        SERVER.configure(file, settings);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(filters()).contains("\"" + filter + "\""));
    }

    private static void uninstall(String file, String filter) throws Exception {
        Files.deleteIfExists(SERVER.home().resolve("etc").resolve(file));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(filters()).doesNotContain("\"" + filter + "\""));
    }

    private static String filters() {
        return SERVER.shell("mail:filters --json").good().output();
    }

    /** The one message with these words, once it is in the mailbox. */
    private static String delivered(String words) {
        await().atMost(PATIENCE).until(() -> !with(words).isEmpty());
        assertThat(with(words)).hasSize(1);
        return with(words).get(0);
    }

    private static List<String> with(String words) {
        return POSTMASTER.messages().stream().filter(message -> message.contains(words)).toList();
    }
}
