package org.postrider.api.smtp;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A certificate that is configured.
 *
 * @param name what its configuration is called
 * @param names the names of servers that it is shown for, in lower case; the first label may be {@code *}
 * @param fallback whether it is shown to clients that name none of these, or no name at all
 * @param certificate what is in force; empty if nothing could be read yet
 * @param selfSigned whether nobody but itself vouches for it, so that clients must have been told to believe it
 * @param problem what is wrong, in words; empty if nothing is. There may be one beside a certificate that is in force:
 *     its file has changed, and cannot be used
 */
public record CertificateInfo(
        String name, List<String> names, boolean fallback, Optional<X509Certificate> certificate, boolean selfSigned,
        String problem) {

    public CertificateInfo {
        Objects.requireNonNull(name, "name");
        names = List.copyOf(names);
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(problem, "problem");
    }
}
