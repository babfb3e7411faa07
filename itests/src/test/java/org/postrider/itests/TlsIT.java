package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TLS as other people's programs see it, with the certificate of the first start and with others. */
class TlsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final PostriderServer SERVER = PostriderServer.create("tls");
    private static final Path SELF_SIGNED = SERVER.home().resolve("tls/self-signed.pem");
    private static final Maildir POSTMASTER = Maildir.of(SERVER.home(), "localhost", "postmaster");

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @BeforeEach
    void empty() throws IOException {
        POSTMASTER.clear();
    }

    private static void assertArrivedEncrypted() {
        await().atMost(PATIENCE).until(() -> POSTMASTER.count() == 1);
        assertThat(POSTMASTER.messages().get(0)).containsPattern("with (ESMTPS|UTF8SMTPS) id")
                .contains("(using TLSv1.3 with cipher ");
    }

    @Test
    void swaksWithStartTls() {
        RealPeer.needed("swaks").run("--server", "127.0.0.1", "--port", "" + SERVER.smtpPort(), "--tls",
                "--from", "me@example.org", "--to", "postmaster@localhost").good();
        assertArrivedEncrypted();
    }

    @Test
    void swaksOverSmtps() {
        RealPeer.needed("swaks").run("--server", "127.0.0.1", "--port", "" + SERVER.smtpsPort(), "--tlsc",
                "--from", "me@example.org", "--to", "postmaster@localhost").good();
        assertArrivedEncrypted();
    }

    @Test
    void curlBelievesTheCertificateOfTheFirstStartIfItIsToldTo() throws IOException {
        Path mail = Files.writeString(SERVER.home().resolve("mail.eml"), "Subject: hello\r\n\r\nHello.\r\n");
        String[] rest = {"-sS", "--mail-from", "me@example.org", "--mail-rcpt", "postmaster@localhost", "-T",
            mail.toString(), "--resolve", "localhost:" + SERVER.smtpsPort() + ":127.0.0.1",
            "smtps://localhost:" + SERVER.smtpsPort()};
        RealPeer curl = RealPeer.needed("curl");
        assertThat(curl.run(rest).code()).isEqualTo(60); // the peer's certificate cannot be authenticated
        String[] told = new String[rest.length + 2];
        told[0] = "--cacert";
        told[1] = SELF_SIGNED.toString();
        System.arraycopy(rest, 0, told, 2, rest.length);
        curl.run(told).good();
        assertArrivedEncrypted();
    }

    @Test
    void aCertificateComesIsRenewedAndIsKeptWhenItsFileIsDamaged() throws IOException {
        RealPeer openssl = RealPeer.needed("openssl");
        Path file = SERVER.home().resolve("tls/other.pem");
        issue(openssl, "first", file);
        SERVER.configure("org.postrider.tls-other.cfg", "certificate = " + file + "\n");
        awaitSubject(openssl, "other.example", "first");
        assertThat(subject(openssl, "unknown.example")).contains("CN = localhost");
        issue(openssl, "second", file);
        awaitSubject(openssl, "other.example", "second");
        Files.writeString(file, "damaged\n");
        await().atMost(PATIENCE).until(() -> SERVER.shell("mail:tls").output().contains("has no private key in PEM"));
        assertThat(subject(openssl, "other.example")).contains("CN = second");
        assertThat(SERVER.shell("mail:check").code()).isEqualTo(1);
        Files.delete(SERVER.home().resolve("etc/org.postrider.tls-other.cfg"));
        awaitSubject(openssl, "other.example", "localhost");
        SERVER.shell("mail:check").good();
    }

    private static void issue(RealPeer openssl, String subject, Path file) throws IOException {
        Path key = file.resolveSibling("new.key");
        Path certificate = file.resolveSibling("new.crt");
        openssl.run("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key.toString(), "-out",
                certificate.toString(), "-days", "90", "-subj", "/CN=" + subject, "-addext",
                "subjectAltName=DNS:other.example").good();
        Path part = file.resolveSibling("new.part");
        Files.writeString(part, Files.readString(certificate) + Files.readString(key));
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void awaitSubject(RealPeer openssl, String serverName, String subject) {
        await().atMost(PATIENCE).until(() -> subject(openssl, serverName).contains("CN = " + subject));
    }

    private static String subject(RealPeer openssl, String serverName) {
        return openssl.run("s_client", "-connect", "127.0.0.1:" + SERVER.smtpPort(), "-starttls", "smtp", "-servername",
                serverName).output().lines().filter(line -> line.startsWith("subject=")).findFirst().orElse("none");
    }

    @Test
    void theAdministratorSeesWhatEncrypts() {
        assertThat(SERVER.shell("mail:tls").good().output()).contains("Encrypted by", "default", "localhost", "itself",
                "implicit", "starttls");
        assertThat(SERVER.shell("mail:tls --json").good().output()).contains("\"selfSigned\":true", "\"tls\":\"implicit\"");
    }
}
