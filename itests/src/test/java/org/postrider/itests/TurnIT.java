package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SMTP extensions that are bundles of their own: their keywords come and go with them, and what they promise holds. */
class TurnIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PASSWORD = "c4n4ryPassword";
    private static final PostriderServer SERVER = PostriderServer.create("turn");

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(SERVER.home().resolve("domains"));
        Files.writeString(SERVER.home().resolve("domains/localhost.domain"), "account postmaster\naccount ann\n");
        SERVER.configure("org.postrider.smtp.server.cfg", "messages = 2\nrecipients = 100\n")
                .configure("org.postrider.listener-mx.cfg",
                        "port = $[env:POSTRIDER_SMTP_PORT;default=2525]\nrelayNetworks = 127.0.0.0/8\n")
                .configure("org.postrider.router.cfg", "routes = down.test=remote:[127.0.0.1]:1, waits.test=atrn:ann\n")
                .configure("org.postrider.smtp.atrn.cfg", "accounts = ann@localhost=waits.test\nhostname = us.test\n").start();
        SERVER.script(List.of("shell", "mail:account-passwd ann@localhost"), PASSWORD + "\n").good();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void limitsAreToldWhileTheBundleIsThereAndEnforcedAlways() throws IOException {
        assertThat(ehlo()).contains("LIMITS MAILMAX=2 RCPTMAX=100");
        String bundle = "org.postrider.smtp.limits";
        SERVER.shell("bundle:uninstall " + bundle).good();
        await().atMost(PATIENCE).until(() -> ehlo().stream().noneMatch(line -> line.startsWith("LIMITS")));
        try (MailSession session = MailSession.open(SERVER.smtpPort())) {
            assertThat(session.mail("Subject: 1\r\n\r\nx\r\n")).startsWith("250 ");
            assertThat(session.mail("Subject: 2\r\n\r\nx\r\n")).startsWith("250 ");
            assertThat(session.command("MAIL FROM:<sender@session.test>")).startsWith("421 4.7.0 ");
        }
        install(bundle);
        await().atMost(PATIENCE).until(() -> ehlo().contains("LIMITS MAILMAX=2 RCPTMAX=100"));
    }

    @Test
    void etrnHasTheMailOfADomainTriedNow() throws IOException {
        assertThat(etrn("down.test")).startsWith("502 5.5.1");
        SERVER.configure("org.postrider.smtp.etrn.cfg", "networks = 127.0.0.0/8\npause = 1\n");
        await().atMost(PATIENCE).until(() -> ehlo().contains("ETRN"));
        assertThat(etrn("nowhere.test")).startsWith("251 2.0.0 ");
        assertThat(etrn("a b")).startsWith("500 5.5.2 ");
        assertThat(etrn("a..b")).startsWith("501 5.5.4 ");
        assertThat(etrn("#none")).startsWith("459 4.7.1 ");

        waiting("joe@down.test");
        assertThat(etrn("down.test")).startsWith("253 2.0.0 OK, 1 pending messages");
        await().atMost(PATIENCE).until(() -> tries("joe@down.test") == 2);
        await().atMost(PATIENCE).until(() -> etrn("@down.test").startsWith("253 "));
        await().atMost(PATIENCE).until(() -> tries("joe@down.test") == 3);
        assertThat(SERVER.shell("mail:queue-flush --domain down.test").good().output()).contains("1 message due now.");
        await().atMost(PATIENCE).until(() -> tries("joe@down.test") == 4);

        SERVER.shell("bundle:uninstall org.postrider.smtp.etrn").good();
        await().atMost(PATIENCE).until(() -> !ehlo().contains("ETRN"));
        assertThat(etrn("down.test")).startsWith("502 5.5.1");
        install("org.postrider.smtp.etrn");
        await().atMost(PATIENCE).until(() -> ehlo().contains("ETRN"));
    }

    @Test
    void atrnDeliversOverTheConnectionOfWhoHasLoggedIn() {
        waiting("joe@waits.test");
        assertThat(SERVER.shell("mail:queue").good().output()).contains("450 4.4.1 It waits");
        String heard = turn("waits.test").good().output();
        assertThat(heard).contains("ATRN 250", "EHLO us.test", "MAIL FROM:<>", "RCPT TO:<joe@waits.test>", "Subject: waits", "QUIT");
        await().atMost(PATIENCE).until(() -> !SERVER.shell("mail:queue").good().output().contains("joe@waits.test"));
        assertThat(turn("waits.test").output()).contains("ATRN 453");
        assertThat(turn("other.test").output()).contains("ATRN 450");
    }

    /** Logs in, turns the connection, and is a server from then on; prints what it hears. */
    private static Result turn(String domain) {
        return RealPeer.needed("python3").run("-c", """
                import smtplib, ssl, sys
                client = smtplib.SMTP("127.0.0.1", int(sys.argv[1]), timeout=60)
                client.starttls(context=ssl._create_unverified_context())
                client.login("ann@localhost", sys.argv[2])
                assert client.has_extn("atrn")
                code, text = client.docmd("ATRN", sys.argv[3])
                print("ATRN", code)
                if code != 250:
                    sys.exit(1)
                lines = client.sock.makefile("rw", encoding="ascii", newline="")
                def say(line):
                    lines.write(line + "\\r\\n")
                    lines.flush()
                say("220 customer.test")
                data = False
                for line in lines:
                    line = line.rstrip("\\r\\n")
                    print(line)
                    if data:
                        data = line != "."
                        if not data:
                            say("250 taken")
                    elif line == "DATA":
                        data = True
                        say("354 go on")
                    elif line == "QUIT":
                        say("221 bye")
                        break
                    else:
                        say("250 ok")
                """, "" + SERVER.submissionPort(), PASSWORD, domain);
    }

    private static String etrn(String argument) {
        try (MailSession session = MailSession.open(SERVER.smtpPort())) {
            return session.command("ETRN " + argument);
        }
    }

    /** A message in the queue that was tried once and waits. */
    private static void waiting(String recipient) {
        try (MailSession session = MailSession.open(SERVER.smtpPort())) {
            assertThat(session.command("MAIL FROM:<>")).startsWith("250 ");
            assertThat(session.command("RCPT TO:<" + recipient + ">")).startsWith("250 ");
            assertThat(session.command("DATA")).startsWith("354 ");
            assertThat(session.finish("Subject: waits\r\n\r\nx\r\n")).startsWith("250 ");
        }
        await().atMost(PATIENCE).until(() -> tries(recipient) == 1);
    }

    private static int tries(String recipient) {
        Matcher row = Pattern.compile(Pattern.quote(recipient) + ".*?\"attempts\":(\\d+)")
                .matcher(SERVER.shell("mail:queue --json").good().output());
        return row.find() ? Integer.parseInt(row.group(1)) : 0;
    }

    private static void install(String bundle) {
        SERVER.shell("bundle:install -s mvn:org.postrider/" + bundle + "/" + System.getProperty("postrider.version")).good();
    }

    /** The lines of an EHLO, without their code. */
    private static List<String> ehlo() throws IOException {
        try (RawClient client = new RawClient(SERVER.smtpPort())) {
            client.expect("220");
            return client.say("EHLO session.test").lines().stream().map(line -> line.substring(4)).toList();
        }
    }
}
