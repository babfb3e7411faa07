package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postrider.itests.MailClient.Letter;

/** Real clients that log in over TLS: each sends, and each fails properly. */
class LoginClientsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "correct-horse-7";
    private static final PostriderServer SERVER = PostriderServer.create("login-clients");
    private static final PostfixClient POSTFIX = new PostfixClient();
    private static final Maildir BOB = Maildir.of(SERVER.home(), "localhost", "bob");
    private static final Path FILES = Distribution.work().resolve("login-clients-files");

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(FILES);
        SERVER.start();
        SERVER.script(List.of("shell", "mail:account-add --password-prompt ann@localhost"), PASSWORD + "\n").good();
        SERVER.shell("mail:account-add bob@localhost").good();
    }

    @AfterAll
    static void stop() {
        POSTFIX.close();
        SERVER.close();
    }

    @BeforeEach
    void empty() throws IOException {
        BOB.clear();
    }

    static Stream<Arguments> clients() {
        return Stream.concat(Arrays.stream(CommandLineClient.values()).map(client -> Arguments.of(Named.of(client.name(),
                client), client.isImplicitTls() ? SERVER.smtpsPort() : SERVER.submissionPort())),
                Stream.of(Arguments.of(Named.of("JAKARTA_MAIL", new JakartaMailClient()), SERVER.submissionPort()),
                        Arguments.of(Named.of("POSTFIX", POSTFIX), SERVER.submissionPort())));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void sends(MailClient client, int port) throws IOException {
        client.send(letter(port, PASSWORD, "bob@localhost", 1000)).good();
        await().atMost(PATIENCE).until(() -> BOB.count() == 1);
        assertThat(BOB.messages().get(0)).contains("From: ann@localhost", "with ESMTPSA", "\r\nxxxxxxxxxx");
    }

    @ParameterizedTest
    @MethodSource("clients")
    void isRefusedWithAWrongPassword(MailClient client, int port) throws IOException {
        Result result = client.send(letter(port, "wrong", "bob@localhost", 1000));
        assertThat(result.code()).isNotZero();
        assertThat(result.output()).containsPattern("535 5\\.7\\.8|535|Login denied");
        assertThat(BOB.count()).isZero();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void isToldOfARecipientThatIsRefused(MailClient client, int port) throws IOException {
        Result result = client.send(letter(port, PASSWORD, "nobody@localhost", 1000));
        assertThat(result.code()).isNotZero();
        assertThat(result.output()).contains("550");
    }

    @ParameterizedTest
    @MethodSource("clients")
    void isToldOfAMessageThatIsTooLarge(MailClient client, int port) throws IOException {
        Result result = client.send(letter(port, PASSWORD, "bob@localhost", 36_800_000));
        assertThat(result.code()).isNotZero();
        assertThat(result.output()).containsPattern("552|size limit|too large");
        assertThat(BOB.count()).isZero();
    }

    private static Letter letter(int port, String password, String recipient, int octets) throws IOException {
        Path file = FILES.resolve(octets + ".eml");
        if (!Files.exists(file)) {
            Files.writeString(file, "From: ann@localhost\r\nTo: bob@localhost\r\nSubject: letter\r\n\r\n"
                    + ("x".repeat(78) + "\r\n").repeat(octets / 80 + 1));
        }
        return new Letter(port, password, recipient, file);
    }
}
