package org.postrider.testing.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** The files beside this class: {@code one.pem} for one.example and *.one.example (EC), {@code two.pem} (RSA), ... */
public final class TestCertificates {

    /** Opens {@code locked.key} and {@code two.p12}. */
    public static final String PASSWORD = "opensesame";

    private TestCertificates() {}

    /** Writes a file over another, which is there wholly from one moment to the next. */
    public static Path copy(String name, Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, bytes(name));
        return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** The certificates of a file in PEM. */
    public static List<X509Certificate> chain(String name) {
        String text = text(name);
        int end = text.indexOf("-----BEGIN PRIVATE KEY-----");
        byte[] certificates = (end < 0 ? text : text.substring(0, end)).getBytes(StandardCharsets.US_ASCII);
        try {
            return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(certificates))
                    .stream().map(X509Certificate.class::cast).toList();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** The private key of a file in PEM. */
    public static PrivateKey key(String name) {
        String body = text(name).replaceAll("(?s).*-----BEGIN PRIVATE KEY-----(.*)-----END PRIVATE KEY-----.*", "$1");
        try {
            return KeyFactory.getInstance(name.startsWith("two") ? "RSA" : "EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static String text(String name) {
        return new String(bytes(name), StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String name) {
        try (InputStream in = TestCertificates.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
