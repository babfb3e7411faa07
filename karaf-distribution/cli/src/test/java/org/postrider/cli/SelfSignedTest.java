package org.postrider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelfSignedTest {

    private static final Instant NOW = Instant.parse("2026-11-25T16:00:00Z");

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({"mail.example.org,mail.example.org", "localhost,localhost", "bücher.example,xn--bcher-kva.example",
        "[127.0.0.1],localhost", "two words,localhost", "'',localhost"})
    void itIsForTheNameOfTheServer(String hostname, String name) throws Exception {
        SelfSigned.create(home, hostname, NOW);
        X509Certificate certificate = certificate();
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=" + name);
        assertThat(certificate.getSubjectAlternativeNames()).containsExactly(List.of(2, name));
    }

    @Test
    void itIsAsRfc5280WantsIt() throws Exception {
        SelfSigned.create(home, "mail.example.org", NOW);
        X509Certificate certificate = certificate();
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity(Date.from(NOW));
        certificate.checkValidity(Date.from(Instant.parse("2036-11-01T00:00:00Z")));
        assertThat(certificate.getVersion()).isEqualTo(3);
        assertThat(certificate.getSerialNumber()).isPositive();
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1); // no authority
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
    }

    @Test
    void theKeyIsItsOwn() throws Exception {
        SelfSigned.create(home, "mail.example.org", NOW);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key());
        byte[] signed = signature.sign();
        signature.initVerify(certificate().getPublicKey());
        assertThat(signature.verify(signed)).isTrue();
    }

    private X509Certificate certificate() throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(
                new ByteArrayInputStream(text().getBytes(StandardCharsets.US_ASCII)));
    }

    private PrivateKey key() throws Exception {
        String body = text().replaceAll("(?s).*-----BEGIN PRIVATE KEY-----(.*)-----END PRIVATE KEY-----.*", "$1");
        return KeyFactory.getInstance("EC").generatePrivate(
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
    }

    private String text() throws Exception {
        return Files.readString(SelfSigned.file(home));
    }
}
