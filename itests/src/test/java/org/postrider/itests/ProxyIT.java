package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A listener behind a proxy: clients are who the proxy says they are, and nobody else can say so. */
class ProxyIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final PostriderServer SERVER = PostriderServer.create("proxy");
    private static final Maildir POSTMASTER = Maildir.of(SERVER.home(), "localhost", "postmaster");
    private static Vitals vitals;
    private static int port;

    @BeforeAll
    static void start() {
        SERVER.configure("org.postrider.listener-proxied.cfg", "port = 0\nproxyProtocol = on\nproxyNetworks = 127.0.0.1\n"
                + "relayNetworks = 127.0.0.1, 192.0.2.0/24\n")
                .configure("org.postrider.listener-spokesmen.cfg", "port = 0\nxclientNetworks = 127.0.0.1\n").start();
        vitals = new Vitals(SERVER);
        port = vitals.port("proxied");
    }

    @AfterAll
    static void stop() {
        vitals.awaitIdle();
        vitals.assertLogInOrder();
        SERVER.close();
    }

    @BeforeEach
    void empty() throws IOException {
        POSTMASTER.clear();
    }

    @ParameterizedTest
    @CsvSource({"1, TCP4, 198.51.100.7", "1, TCP6, 2001:db8::7", "2, AF_INET, 198.51.100.7", "2, AF_INET6, 2001:db8::7"})
    void swaksComesFromWhereItsHeaderSays(String version, String family, String source) {
        String server = source.contains(":") ? "2001:db8::1" : "198.51.100.1";
        swaks("--port", "" + port, "--to", "postmaster@localhost", "--proxy-version", version, "--proxy-family", family,
                "--proxy-source", source, "--proxy-source-port", "4321", "--proxy-dest", server, "--proxy-dest-port", "25",
                "--proxy-protocol", "STREAM", "--proxy-command", "PROXY").good();
        await().atMost(PATIENCE).until(() -> POSTMASTER.count() == 1);
        String address = source.contains(":") ? "IPv6:2001:db8:0:0:0:0:0:7" : source;
        assertThat(POSTMASTER.messages().get(0)).contains("([" + address + "])");
    }

    @Test
    void theClientsNetworkDecidesAboutRelayingAndNotTheProxys() throws IOException {
        assertThat(recipient("PROXY TCP4 198.51.100.7 198.51.100.1 4321 25")).startsWith("554 5.7.1 ");
        assertThat(recipient("PROXY TCP4 192.0.2.7 198.51.100.1 4321 25")).startsWith("250 2.1.5 ");
        assertThat(recipient("PROXY UNKNOWN")).startsWith("250 2.1.5 ");
    }

    private static String recipient(String header) throws IOException {
        try (RawClient client = new RawClient(port)) {
            client.say(header).expect("220");
            client.say("EHLO client.test").expect("250");
            client.say("MAIL FROM:<me@example.org>").expect("250");
            return client.ask("RCPT TO:<ann@elsewhere.test>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EHLO client.test", "PROXY TCP4 198.51.100.7 198.51.100.1 4321", "PROXY TCP4 127.0.0.1 ::1 1 2"})
    void withoutAHeaderThereIsNoGreeting(String line) throws IOException {
        try (RawClient client = new RawClient(port)) {
            assertThat(client.say(line).rest()).isEmpty();
        }
    }

    @Test
    void aHeaderIsNothingOnOtherListeners() throws IOException {
        try (RawClient client = new RawClient(SERVER.smtpPort())) {
            client.expect("220");
            assertThat(client.ask("PROXY TCP4 198.51.100.7 198.51.100.1 4321 25")).startsWith("500 5.5.1 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"send-proxy", "send-proxy-v2", "send-proxy-v2 proxy-v2-options crc32c,unique-id"})
    void haproxyInFront(String option) throws Exception {
        int front = FreePort.next();
        Path file = Files.writeString(Distribution.work().resolve("haproxy.cfg"), """
                defaults
                    mode tcp
                    timeout connect 60s
                    timeout client 60s
                    timeout server 60s
                frontend smtp
                    bind 127.0.0.1:%d
                    unique-id-format %%ID-%%pid
                    default_backend postrider
                backend postrider
                    server one 127.0.0.1:%d %s
                """.formatted(front, port, option));
        Process haproxy = new ProcessBuilder(RealPeer.needed("haproxy").command("-db", "-f", file.toString()))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            await().atMost(PATIENCE).until(() -> answers(front));
            swaks("--port", "" + front, "--local-interface", "127.0.0.9", "--to", "postmaster@localhost").good();
            await().atMost(PATIENCE).until(() -> POSTMASTER.count() == 1);
            assertThat(POSTMASTER.messages().get(0)).contains("([127.0.0.9])");
        } finally {
            haproxy.destroy();
            assertThat(haproxy.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void swaksStandsInForAnother() {
        swaks("--port", "" + vitals.port("spokesmen"), "--to", "postmaster@localhost", "--xclient-addr", "198.51.100.7",
                "--xclient-name", "other.test").good();
        await().atMost(PATIENCE).until(() -> POSTMASTER.count() == 1);
        assertThat(POSTMASTER.messages().get(0)).contains("from client.test (other.test [198.51.100.7])");
    }

    @Test
    void swaksIsNotToldOfXclientElsewhere() throws IOException {
        Result result = swaks("--port", "" + SERVER.smtpPort(), "--to", "postmaster@localhost", "--xclient-addr", "198.51.100.7");
        assertThat(result.code()).isNotZero();
        assertThat(result.output()).contains("Host did not advertise XCLIENT");
        try (RawClient client = RawClient.greeted(SERVER.smtpPort())) {
            assertThat(client.ask("XCLIENT ADDR=198.51.100.7")).startsWith("502 5.5.1 ");
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static Result swaks(String... options) {
        List<String> all = new ArrayList<>(List.of("--server", "127.0.0.1", "--from", "me@example.org", "--helo",
                "client.test", "--timeout", "60"));
        all.addAll(List.of(options));
        return RealPeer.needed("swaks").run(all.toArray(String[]::new));
    }
}
