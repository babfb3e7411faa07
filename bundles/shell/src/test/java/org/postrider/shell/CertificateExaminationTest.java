package org.postrider.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.api.smtp.CertificateInfo;
import org.postrider.api.smtp.Certificates;
import org.postrider.api.smtp.ListenerInfo;
import org.postrider.api.smtp.Listeners;
import org.postrider.testing.tls.TestCertificates;

/** {@code short.pem} expires at the end of 2020. */
class CertificateExaminationTest {

    private final Platform platform = new Platform();

    private static CertificateInfo info(String file, boolean selfSigned, String problem, String... names) {
        return new CertificateInfo("default", List.of(names), true, file.isEmpty() ? Optional.empty()
                : Optional.of(TestCertificates.chain(file).get(0)), selfSigned, problem);
    }

    private void certificates(CertificateInfo... infos) {
        platform.with(Certificates.class, new Certificates() {
            @Override
            public List<CertificateInfo> list() {
                return List.of(infos);
            }

            @Override
            public String library() {
                return "BoringSSL";
            }
        });
    }

    private void listener(String tls) {
        platform.with(Listeners.class, () -> List.of(new ListenerInfo("mx", "mx", "smtp", "127.0.0.1", 2525,
                ListenerInfo.State.OPEN, "", 0, 0, 0, List.of(), tls)));
    }

    private List<String> examine(String now) {
        Report report = new Report();
        try (Services services = platform.services()) {
            new CertificateExamination(Clock.fixed(Instant.parse(now), ZoneOffset.UTC)).examine(services, report);
        }
        return report.findings().stream().map(it -> it.grade() + " " + it.subject() + ": " + it.text()).toList();
    }

    @ParameterizedTest
    @CsvSource({"2020-12-01T00:00:00Z,", "2020-12-03T00:00:00Z,NOTE it expires in 29 days",
        "2020-12-25T00:00:00Z,NOTE it expires in 7 days", "2020-12-25T00:00:01Z,PROBLEM it expires in 6 days",
        "2021-01-01T00:00:01Z,PROBLEM it has expired"})
    void theEndOfACertificateIsAnnounced(String now, String said) {
        certificates(info("short.pem", false, "", "one.example"));
        List<String> found = examine(now);
        if (said == null) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).singleElement().asString()
                    .startsWith(said.replaceFirst(" ", " certificate default: ")).endsWith(", on 2021-01-01T00:00:00Z");
        }
    }

    @ParameterizedTest
    @CsvSource({"localhost,NOTE", "mail.example.org,PROBLEM"})
    void aSelfSignedOneIsEnoughForThisMachineOnly(String name, String grade) {
        certificates(info("one.pem", true, "", name));
        assertThat(examine("2026-11-25T00:00:00Z")).singleElement().asString()
                .startsWith(grade + " certificate default: it is self-signed");
    }

    @Test
    void aFileThatCannotBeUsedIsAProblemBesideWhatIsInForce() {
        certificates(info("one.pem", false, "x.pem is not there", "one.example"));
        assertThat(examine("2026-11-25T00:00:00Z"))
                .containsExactly("PROBLEM certificate default: x.pem is not there");
    }

    @Test
    void aListenerThatShallEncryptAndCannotIsAProblem() {
        listener("starttls");
        assertThat(examine("2026-11-25T00:00:00Z"))
                .containsExactly("PROBLEM listener mx: nothing is encrypted: there is no certificate");
        certificates(info("", false, "x.pem is not there"));
        assertThat(examine("2026-11-25T00:00:00Z")).hasSize(2);
        listener("off");
        assertThat(examine("2026-11-25T00:00:00Z")).hasSize(1);
    }

    @Test
    void theyAreListed() throws Exception {
        listener("implicit");
        certificates(info("one.pem", false, "", "one.example", "*.one.example"));
        TlsCommand command = new TlsCommand();
        assertThat(platform.run(command)).contains("Encrypted by BoringSSL.", "one.example, *.one.example", "yes",
                "2120-01-01T00:00:00Z", "CN=Test authority", "127.0.0.1:2525", "implicit");
        command.json = true;
        assertThat(platform.run(command)).startsWith("{\"library\":\"BoringSSL\",\"certificates\":[{\"name\":\"default\"")
                .contains("\"notAfter\":\"2120-01-01T00:00:00Z\"", "\"listeners\":[{\"name\":\"mx\"").hasLineCount(1);
    }
}
