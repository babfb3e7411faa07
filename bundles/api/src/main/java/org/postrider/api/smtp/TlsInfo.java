package org.postrider.api.smtp;

import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;

/**
 * How a connection is encrypted.
 *
 * @param protocol as the JDK names it, e.g. {@code TLSv1.3}
 * @param cipher the cipher suite by its IANA name, e.g. {@code TLS_AES_256_GCM_SHA384}
 * @param serverName the name that the client asked for (SNI, RFC 6066 3), in lower case; empty if it asked for none
 * @param serverCertificate the certificate that we have shown
 * @param clientCertificate the certificate that the client has shown and proven to own; present only if it was
 *     verified against the authorities that the listener trusts
 */
public record TlsInfo(
        String protocol, String cipher, Optional<String> serverName, Optional<X509Certificate> serverCertificate,
        Optional<X509Certificate> clientCertificate) {

    public TlsInfo {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(cipher, "cipher");
        Objects.requireNonNull(serverName, "serverName");
        Objects.requireNonNull(serverCertificate, "serverCertificate");
        Objects.requireNonNull(clientCertificate, "clientCertificate");
    }
}
