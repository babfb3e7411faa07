package org.postrider.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The names that a certificate is for. */
final class ServerNames {

    private static final Integer DNS_NAME = 2; // RFC 5280 4.2.1.6

    private ServerNames() {}

    /** From a list with commas; in lower case. */
    static List<String> configured(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(name -> !name.isEmpty())
                .map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /** What the certificate itself says; the subject's common name does not count (RFC 9525 2). */
    static List<String> of(X509Certificate certificate) {
        try {
            return Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream().flatMap(Collection::stream)
                    .filter(name -> name.get(0).equals(DNS_NAME))
                    .map(name -> name.get(1).toString().toLowerCase(Locale.ROOT)).toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /** The name under which a wildcard would be listed: {@code mail.example.org} becomes {@code *.example.org}. */
    static String wildcard(String name) {
        int dot = name.indexOf('.'); // RFC 9525 6.3: one label, the first
        return dot < 0 ? "" : "*" + name.substring(dot);
    }
}
