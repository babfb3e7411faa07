package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Other people's clients: each sends, octet by octet, and each fails properly and says why. */
class RealClientsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "correct-horse-7";
    /** With few rounds: it is hashed often, and Cyrus SASL, which Postfix uses, takes part in no more than 65,536. */
    private static final String HASH = "{SCRAM-SHA-256}4096$AAECAwQFBgcICQoLDA0ODw==$"
            + "2okLVnKieDmJQFpDAcXEN1PqBt03aw5Yw2VQihiqvQ8=$uhmsFrObToVRpitKkdq8MiQ7An04Hse8OFORrh9uszg=";
    private static final String HEADER = "From: ann@localhost\r\nTo: bob@localhost\r\nSubject: letter\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";
    private static final String BODY = "Grüße\r\n\r\n.\r\n..two\r\nFrom here on = 100%\r\n \r\nspace at the end \r\n\ttab\r\n\r\n.end\r\n";
    private static final PostriderServer SERVER = PostriderServer.create("real-clients");
    private static final Maildir BOB = Maildir.of(SERVER.home(), "localhost", "bob");
    private static final Path FILES = Distribution.work().resolve("letters");
    private static final Pattern LISTENER = Pattern.compile("\"name\":\"(\\w+)\"[^}]*?\"port\":(\\d+)");
    private static final Map<String, Integer> PORTS = new HashMap<>();
    private static final Path SOCKET = SERVER.home().resolve("run/lmtp.sock");
    private static final PostfixClient POSTFIX = new PostfixClient(PostfixClient.Route.SUBMISSION);
    private static final PostfixClient POSTFIX_TO_SOCKET = new PostfixClient(PostfixClient.Route.LMTP_SOCKET);
    private static Path small;
    private static Path large;

    /** With 64 KB for a message, and so that one client's wrong passwords do not keep the next one out. */
    @BeforeAll
    static void start() throws IOException {
        small = letter("small.eml", BODY);
        large = letter("large.eml", ("x".repeat(78) + "\r\n").repeat(1000));
        Files.createDirectories(SERVER.home().resolve("domains"));
        Files.writeString(SERVER.home().resolve("domains/localhost.domain"), "account ann " + HASH + "\naccount bob\n");
        Files.createDirectories(SOCKET.getParent()); // the user of Postfix may enter it, unlike one that the server makes
        SERVER.configure("org.postrider.listener-store.cfg", "role = lmtp\nport = 0\n")
                .configure("org.postrider.listener-socket.cfg", "role = lmtp\nsocket = run/lmtp.sock\nsocketMode = 0666\n")
                .configure("org.postrider.listener-proxied.cfg", "port = 0\nproxyProtocol = on\nproxyNetworks = 127.0.0.1\n")
                .configure("org.postrider.listener-spokesmen.cfg", "port = 0\nxclientNetworks = 127.0.0.1\n")
                .configure("org.postrider.smtp.server.cfg", "sizeLimit = 65536\nloginDelay = 0\nloginFailures = 1000\n")
                .start();
        Matcher listener = LISTENER.matcher(SERVER.shell("mail:listeners --json").good().output());
        while (listener.find()) {
            PORTS.put(listener.group(1), Integer.valueOf(listener.group(2)));
        }
    }

    private static Path letter(String name, String body) throws IOException {
        return Files.writeString(Files.createDirectories(FILES).resolve(name), HEADER + body, StandardCharsets.UTF_8);
    }

    @AfterAll
    static void stop() {
        POSTFIX.close();
        POSTFIX_TO_SOCKET.close();
        SERVER.close();
    }

    @BeforeEach
    void empty() throws IOException {
        BOB.clear();
    }

    static Stream<MailClient> clientsThatLogIn() {
        return Stream.of(Arrays.stream(Swaks.values()).filter(Swaks::logsIn), Arrays.stream(CommandLineClient.values()),
                Stream.of(new JakartaMailClient(), POSTFIX)).flatMap(it -> it);
    }

    static Stream<MailClient> clients() {
        return Stream.of(Arrays.stream(Swaks.values()).filter(it -> !it.logsIn()), clientsThatLogIn(),
                Stream.of(new PythonLmtpClient(), POSTFIX_TO_SOCKET)).flatMap(it -> it);
    }

    private static Result send(MailClient client, String password, String recipient, Path letter) {
        return client.send(new Letter(PORTS.get(client.listener()), SOCKET, password, recipient, letter));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void sends(MailClient client) {
        send(client, PASSWORD, "bob@localhost", small).good();
        await().atMost(PATIENCE).until(() -> BOB.count() == 1);
        String message = BOB.messages().get(0);
        assertThat(message).contains("From: ann@localhost").contains(" with " + protocol(client.listener()) + " id ");
        assertThat(Maildir.body(message).getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(BODY.getBytes(StandardCharsets.UTF_8));
    }

    /** RFC 3848: what the client has done is in the Received field. */
    private static String protocol(String listener) {
        return switch (listener) {
            case "mx" -> "ESMTPS";
            case "store", "socket" -> "LMTP";
            case "submission", "submissions" -> "ESMTPSA";
            default -> "ESMTP";
        };
    }

    @ParameterizedTest
    @MethodSource("clientsThatLogIn")
    void failsWithAWrongPassword(MailClient client) {
        Result result = send(client, "wrong", "bob@localhost", small);
        assertThat(result.output()).containsPattern("535[ ,b']+5\\.7\\.8 ");
        assertThat(result.code()).isEqualTo(client.failures().get(0));
        assertThat(BOB.count()).isZero();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void failsWithARecipientThatIsNotThere(MailClient client) {
        Result result = send(client, PASSWORD, "nobody@localhost", small);
        assertThat(result.output()).containsPattern("550[ ,b']+5\\.1\\.1 ");
        assertThat(result.code()).isEqualTo(client.failures().get(1));
    }

    /** Told before or after the data, or, by Postfix, to itself: it looks at the SIZE of the server first. */
    @ParameterizedTest
    @MethodSource("clients")
    void failsWithAMessageThatIsTooLarge(MailClient client) {
        Result result = send(client, PASSWORD, "bob@localhost", large);
        assertThat(result.output()).containsPattern(
                "552[ ,b']+5\\.3\\.4 |dsn=5\\.3\\.4, .* exceeds size limit 65536 of server");
        assertThat(result.code()).isEqualTo(client.failures().get(2));
        assertThat(BOB.count()).isZero();
    }
}
