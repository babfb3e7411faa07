package org.postrider.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.api.smtp.CertificateInfo;
import org.postrider.testing.tls.TestCertificates;

class CertificateTest {

    static final Clock NOW = at("2026-11-25T16:00:00Z");

    @TempDir
    Path folder;
    private Path file;
    private final Map<String, Object> config = new HashMap<>();

    @BeforeEach
    void file() {
        file = folder.resolve("server.pem");
        config.put("certificate", file.toString());
    }

    static Clock at(String instant) {
        return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
    }

    private void put(String name) throws Exception {
        put(name, file);
    }

    private static void put(String name, Path file) throws Exception {
        TestCertificates.copy(name, file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private Certificate certificate(Clock clock) {
        return new Certificate(TestConfig.of(config), "test", "test.cfg", clock);
    }

    private Certificate certificate() {
        return certificate(NOW);
    }

    private static String subject(CertificateInfo info) {
        return info.certificate().map(it -> it.getSubjectX500Principal().getName()).orElse("none");
    }

    private static void assertKept(Certificate certificate, String problem) {
        CertificateInfo info = certificate.info(false);
        assertThat(subject(info)).isEqualTo("CN=one.example");
        assertThat(certificate.context()).isPresent();
        assertThat(info.problem()).contains(problem);
    }

    @Test
    void oneFileWithBoth() throws Exception {
        put("one.pem");
        Certificate certificate = certificate();
        assertThat(certificate.info(true)).satisfies(info -> {
            assertThat(info.names()).containsExactly("one.example", "*.one.example");
            assertThat(info.problem()).isEmpty();
            assertThat(info.fallback()).isTrue();
            assertThat(info.selfSigned()).isFalse();
        });
        assertThat(certificate.context()).isPresent();
    }

    @Test
    void twoFilesAndALockedKey() throws Exception {
        put("one.crt");
        put("locked.key", folder.resolve("key.pem"));
        config.put("key", folder.resolve("key.pem").toString());
        assertThat(certificate().info(false).problem()).contains("key.pem has a key that .password does not open");
        config.put("_password", TestCertificates.PASSWORD);
        assertThat(subject(certificate().info(false))).isEqualTo("CN=one.example");
    }

    @ParameterizedTest
    @CsvSource({"opensesame,CN=two.example,''", "wrong,none,is no PKCS#12 file that .password opens"})
    void pkcs12(String password, String subject, String problem) throws Exception {
        put("two.p12", folder.resolve("server.p12"));
        config.put("certificate", folder.resolve("server.p12").toString());
        config.put("_password", password);
        assertThat(subject(certificate().info(false))).isEqualTo(subject);
        assertThat(certificate().info(false).problem()).contains(problem);
    }

    @Test
    void namesCanBeConfigured() throws Exception {
        put("one.pem");
        config.put("names", "Mail.Example.org, *.example.net");
        assertThat(certificate().info(false).names()).containsExactly("mail.example.org", "*.example.net");
    }

    @Test
    void anotherFileCountsWhenItIsLookedAt() throws Exception {
        put("one.pem");
        Certificate certificate = certificate();
        put("two.pem");
        assertThat(subject(certificate.info(false))).isEqualTo("CN=one.example");
        certificate.refresh();
        assertThat(certificate.info(false)).satisfies(info -> {
            assertThat(subject(info)).isEqualTo("CN=two.example");
            assertThat(info.names()).containsExactly("two.example");
        });
    }

    @Test
    void withoutAChangeNothingIsReadAgain() throws Exception {
        put("one.pem");
        Certificate certificate = certificate();
        Object before = certificate.context().orElseThrow();
        certificate.refresh();
        assertThat(certificate.context().orElseThrow()).isSameAs(before);
    }

    @ParameterizedTest
    @CsvSource({"authority.pem,has no private key", "sec1.key,allowed is PKCS#8: openssl pkcs8",
        "locked.key,does not open", "short.pem,which is not now"})
    void whatCannotBeUsedReplacesNothing(String name, String problem) throws Exception {
        put("one.pem");
        Certificate certificate = certificate();
        put(name);
        certificate.refresh();
        assertKept(certificate, problem);
        put("two.pem");
        certificate.refresh();
        assertThat(subject(certificate.info(false))).isEqualTo("CN=two.example");
        assertThat(certificate.info(false).problem()).isEmpty();
    }

    @Test
    void neitherDoesHalfAFileNorNone() throws Exception {
        put("one.pem");
        Certificate certificate = certificate();
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length - 30; length += 40) {
            Files.write(file, Arrays.copyOf(whole, length));
            certificate.refresh();
            assertKept(certificate, "server.pem");
        }
        Files.delete(file);
        certificate.refresh();
        assertKept(certificate, "is not there");
    }

    @Test
    void aKeyOfAnotherCertificateIsNoKey() throws Exception {
        put("one.pem");
        config.put("key", folder.resolve("key.pem").toString());
        put("one.pem", folder.resolve("key.pem"));
        Certificate certificate = certificate();
        put("two.pem", folder.resolve("key.pem"));
        certificate.refresh();
        assertKept(certificate, "the key is not that of the first certificate");
    }

    @Test
    void anotherConfigurationThatCannotBeUsedChangesNothing() throws Exception {
        put("one.pem");
        Certificate certificate = certificate();
        config.put("certificate", folder.resolve("elsewhere.pem").toString());
        config.put("names", "elsewhere.example");
        certificate.modified(TestConfig.of(config));
        assertKept(certificate, "elsewhere.pem is not there");
        assertThat(certificate.isFor("one.example")).isTrue();
        put("two.pem", folder.resolve("elsewhere.pem"));
        certificate.refresh();
        assertThat(certificate.isFor("elsewhere.example")).isTrue();
    }

    @Test
    void anExpiredCertificateIsBetterThanNone() throws Exception {
        put("short.pem");
        assertThat(subject(certificate().info(false))).isEqualTo("CN=one.example");
    }

    @Test
    void aKeyThatAllCanReadIsNamed() throws Exception {
        put("one.pem");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(certificate().info(false).problem()).contains("can be read by every user");
    }

    @Test
    void thePasswordIsNeverShown() {
        config.put("_password", TestCertificates.PASSWORD);
        assertThat(CertificateFiles.of(TestConfig.of(config)).toString()).doesNotContain(TestCertificates.PASSWORD);
    }

    @ParameterizedTest
    @CsvSource({"2020-11-01T00:00:00Z,false", "2020-12-03T00:00:00Z,true", "2020-12-30T00:00:00Z,true",
        "2021-01-02T00:00:00Z,true"})
    void theAlarmComesThirtyDaysBefore(String now, boolean told) throws Exception {
        put("short.pem");
        Certificate certificate = certificate(at(now));
        ExpiryAlarm alarm = new ExpiryAlarm(at(now));
        assertThat(alarm.look(certificate)).isEqualTo(told);
        assertThat(alarm.look(certificate)).isFalse(); // once a day
    }
}
