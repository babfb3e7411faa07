package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real mail clients, each sending and each failing properly. */
class ClientsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int RECIPIENTS = 100;
    private static final PostriderServer SERVER = PostriderServer.create("clients");
    private static final Maildir POSTMASTER = Maildir.of(SERVER.home(), "localhost", "postmaster");
    private static final Path FILES = Distribution.work().resolve("client-files");

    @BeforeAll
    static void start() throws IOException {
        String accounts = IntStream.range(0, RECIPIENTS).mapToObj(i -> "account user" + i + "\n")
                .collect(Collectors.joining()) + "account postmaster\n";
        Files.createDirectories(SERVER.home().resolve("domains"));
        Files.writeString(SERVER.home().resolve("domains/localhost.domain"), "account postmaster\naccount jörg\n");
        Files.writeString(SERVER.home().resolve("domains/many.test.domain"), accounts);
        Files.writeString(SERVER.home().resolve("domains/store.test.domain"), "account postmaster\naccount ann\n");
        Files.createDirectories(FILES);
        SERVER.configure("org.postrider.listener-store.cfg", "role = lmtp\nport = 0\n").start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @BeforeEach
    void empty() throws IOException {
        POSTMASTER.clear();
    }

    @Test
    void swaksWithPipelining() {
        Result result = swaks("--pipeline", "--to", "postmaster@localhost", "--body", "pipelined");
        assertThat(result.good().output()).contains("PIPELINING").contains("250 2.0.0 Queued as ");
        assertThat(delivered(POSTMASTER, 1).get(0)).contains("\r\npipelined\r\n");
    }

    @Test
    void swaksWithLmtp() {
        Maildir ann = Maildir.of(SERVER.home(), "store.test", "ann");
        String port = String.valueOf(new Vitals(SERVER).port("store"));
        Result result = swaks("--protocol", "LMTP", "--port", port, "--to", "postmaster@localhost,ann@store.test",
                "--body", "by lmtp");
        assertThat(result.good().output()).contains("LHLO client.test").doesNotContain("EHLO");
        assertThat(result.output().split("250 2.0.0 Queued as ", -1)).hasSize(3);
        assertThat(delivered(POSTMASTER, 1).get(0)).contains(" with LMTP id ", "\r\nby lmtp\r\n");
        assertThat(delivered(ann, 1).get(0)).contains("\r\nby lmtp\r\n");
        Result refused = swaks("--protocol", "LMTP", "--port", port, "--to", "joe@elsewhere.test");
        assertThat(refused.code()).isNotZero();
        assertThat(refused.output()).contains("554 5.7.1 ");
    }

    @Test
    void swaksWithEightBitContent() throws IOException {
        Path file = FILES.resolve("eight-bit.eml");
        Files.writeString(file, "Subject: 8bit\r\n\r\nGrüße und ещё\r\n", StandardCharsets.UTF_8);
        swaks("--to", "postmaster@localhost", "--data", "@" + file).good();
        assertThat(Maildir.body(delivered(POSTMASTER, 1).get(0)).getBytes(StandardCharsets.ISO_8859_1))
                .startsWith("Grüße und ещё\r\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void swaksWithUtf8AddressesThatItDoesNotDeclare() {
        Result result = swaks("--to", "jörg@localhost");
        assertThat(result.code()).isNotZero();
        assertThat(result.output()).containsPattern("55[03] 5\\.6\\.7 ");
    }

    @Test
    void curlWithUtf8AddressesThatItDeclares() throws IOException {
        Path file = mail("utf8.eml", "Subject: utf8\r\n\r\nutf8\r\n");
        curl("--mail-from", "zoë@example.org", "--mail-rcpt", "jörg@localhost", "-T", file.toString()).good();
        Maildir jorg = new Maildir(SERVER.home().resolve("mail/localhost/j%C3%B6rg/Maildir"));
        assertThat(delivered(jorg, 1).get(0)).contains("Return-Path: <zoÃ«@example.org>");
    }

    @Test
    void swaksWithAnAttachmentOf20Megabytes() throws IOException {
        byte[] content = new byte[20 << 20];
        new Random(20).nextBytes(content);
        Path file = FILES.resolve("large.bin");
        Files.write(file, content);
        swaks("--to", "postmaster@localhost", "--attach", "@" + file).good();
        String message = delivered(POSTMASTER, 1).get(0);
        String base64 = java.util.Base64.getMimeEncoder(76, "\r\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        assertThat(message.contains(base64)).as("the attachment is whole").isTrue();
    }

    @Test
    void swaksWithAMessageThatIsTooLarge() throws IOException {
        Path file = FILES.resolve("huge.bin");
        Files.write(file, new byte[40 << 20]);
        Result result = swaks("--to", "postmaster@localhost", "--attach", "@" + file);
        assertThat(result.code()).isNotZero();
        assertThat(result.output()).contains("552 5.3.4 ");
        assertThat(POSTMASTER.count()).isZero();
    }

    @Test
    void swaksWithOneHundredRecipients() {
        String recipients = IntStream.range(0, RECIPIENTS).mapToObj(i -> "user" + i + "@many.test")
                .collect(Collectors.joining(","));
        swaks("--to", recipients, "--body", "to all").good();
        for (int i = 0; i < RECIPIENTS; i++) {
            assertThat(delivered(Maildir.of(SERVER.home(), "many.test", "user" + i), 1)).hasSize(1);
        }
    }

    @Test
    void swaksToSomebodyWhoIsNotThere() {
        Result result = swaks("--to", "nobody@localhost");
        assertThat(result.code()).isEqualTo(24); // swaks: all recipients were refused
        assertThat(result.output()).contains("550 5.1.1 ");
    }

    @Test
    void swaksToElsewhere() {
        Result result = swaks("--to", "ann@elsewhere.test");
        assertThat(result.code()).isEqualTo(24);
        assertThat(result.output()).containsPattern("55[04] 5\\.7\\.1 ");
    }

    @Test
    void theTestMessageOfTheShellGoesTheWholeWay() {
        assertThat(SERVER.shell("mail:test").good().output()).contains("postmaster@localhost");
        assertThat(delivered(POSTMASTER, 1)).hasSize(1);
    }

    @Test
    void theDoctorFindsNothingWrong() {
        assertThat(SERVER.shell("mail:doctor").good().output()).isNotBlank();
        assertThat(SERVER.shell("mail:check").good().output()).isNotBlank();
    }

    private static Result swaks(String... options) {
        List<String> all = new ArrayList<>(List.of("--server", "127.0.0.1", "--port", String.valueOf(SERVER.smtpPort()),
                "--from", "me@example.org", "--helo", "client.test", "--timeout", "60"));
        all.addAll(List.of(options));
        return RealPeer.needed("swaks").run(all.toArray(String[]::new));
    }

    private static Result curl(String... options) {
        List<String> all = new ArrayList<>(List.of("-sS", "--max-time", "60",
                "smtp://127.0.0.1:" + SERVER.smtpPort() + "/client.test"));
        all.addAll(List.of(options));
        return Programs.run(Distribution.work(), java.util.Map.of("LC_ALL", "C.UTF-8"),
                RealPeer.needed("curl").command(all.toArray(String[]::new)));
    }

    private static Path mail(String name, String text) throws IOException {
        return Files.writeString(FILES.resolve(name), text, StandardCharsets.UTF_8);
    }

    private static List<String> delivered(Maildir maildir, int count) {
        await().atMost(PATIENCE).until(() -> maildir.count() >= count);
        return maildir.messages();
    }
}
